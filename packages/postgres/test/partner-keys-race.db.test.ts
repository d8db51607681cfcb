import { makePartners, type PartnerStores } from '@banzhen/domain/partners';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, type HospitalId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { aCity, fixedOffsetCalendar, must } from '@banzhen/domain/testing';
import { type OpenDatabase, uuidv7, uuidv7Ids } from '@banzhen/postgres';
import { partnerStoresFixture, run, sql, visitStoresFixture } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPatientDatabase } from './support.js';

const AT_ONCE = 8;
const origin = { network: 'unknown', device: '' };

let database: OpenDatabase;
let hospitalId: HospitalId;
beforeAll(async () => {
  database = await openPatientDatabase(AT_ONCE);
  hospitalId = idFrom<HospitalId>(uuidv7());
  const { seeds } = visitStoresFixture(database);
  await seeds.addCity(aCity());
  await seeds.addHospital({ id: hospitalId, cityCode: 'beijing', name: '市一院' });
});
afterAll(() => database.close());

/** How many of a crowd of administrators get a key for one new partner. */
const keysOfCrowd = async (
  unitOfWorkFrom: (unitOfWork: UnitOfWork<PartnerStores>) => UnitOfWork<PartnerStores>,
): Promise<number> => {
  const { unitOfWork, reader } = partnerStoresFixture(database);
  const tenantId = idFrom<TenantId>(uuidv7());
  const accountId = idFrom<AccountId>(uuidv7());
  await run(
    database.db,
    sql`INSERT INTO account (id, tenant_id, display_name) VALUES (${accountId}, ${tenantId}, 'A')`,
  );
  const now = new Date();
  const admin: Person = { kind: 'person', accountId, tenantId, staffRoles: ['admin'], steppedUpAt: now };
  const partners = makePartners({
    unitOfWork: unitOfWorkFrom(unitOfWork),
    reader,
    clock: { now: () => now },
    visitClock: { now: () => now },
    calendar: fixedOffsetCalendar({ offsetMinutes: 0 }),
    ids: uuidv7Ids(),
    secrets: {
      keySecret: () => '0'.repeat(43),
      tokenHash: (text) => text.slice(8, 40).padEnd(64, '0'),
    },
    signatures: { publicKeyOf: () => undefined, isSignedBy: () => false },
    addresses: { rangeOf: () => undefined, isIn: () => false },
    mode: 'live',
  });
  const { partnerId } = must(await partners.registerPartner(admin, origin, { name: 'P', kind: 'clinic' }));
  const wanted = {
    partnerId,
    scope: { hospitalIds: [hospitalId], operations: ['appointment.read'] },
    networks: [],
    dailyQuota: 10,
    days: 1,
  };
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, () => partners.createKey(admin, origin, wanted)),
  );
  return answers.filter((answer) => answer.ok).length;
};

it('gives a partner two keys, however many administrators ask at once', async () => {
  expect(await keysOfCrowd((unitOfWork) => unitOfWork)).toBe(2);
});

it('control: would give more to a crowd if nobody held the row of the partner', async () => {
  let arrived = 0;
  let open: () => void = () => undefined;
  const everybodyIsThere = new Promise<void>((resolve) => {
    open = resolve;
  });
  const looking = (unitOfWork: UnitOfWork<PartnerStores>): UnitOfWork<PartnerStores> => ({
    run: (work) =>
      unitOfWork.run((stores) =>
        work({
          ...stores,
          partners: { ...stores.partners, lock: stores.partners.find },
          partnerKeys: {
            ...stores.partnerKeys,
            async ofPartner(id) {
              const keys = await stores.partnerKeys.ofPartner(id);
              arrived += 1;
              if (arrived === AT_ONCE) open();
              await everybodyIsThere;
              return keys;
            },
          },
        }),
      ),
  });
  expect(await keysOfCrowd(looking)).toBe(AT_ONCE);
});
