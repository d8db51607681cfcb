import type { Origin } from '@banzhen/domain/accounts';
import { type AddressBook, makePartners, type PartnerDeps } from '@banzhen/domain/partners';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, type HospitalId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import {
  aDispatcher,
  fixedClock,
  fixedOffsetCalendar,
  inMemoryDatabase,
  inMemoryPartnerStores,
  must,
  scriptedIds,
} from '@banzhen/domain/testing';

export const origin: Origin = { network: '203.0.113.0/24', device: 'Chrome · Windows' };
export const hospitalId = idFrom<HospitalId>('01900001-0000-7000-8000-0000000000b1');

const clock = fixedClock();

/** An administrator of all cities who has just proven themselves. */
export const admin = (given: Partial<Person> = {}): Person =>
  aDispatcher({
    accountId: idFrom<AccountId>('01900001-0000-7000-8000-0000000000a1'),
    staffRoles: ['admin'],
    roleScopes: [{ role: 'admin' }],
    steppedUpAt: clock.now(),
    ...given,
  });

export const elsewhere = idFrom<TenantId>('01900001-0000-7000-8000-0000000000e1');

/** Ranges of 256 addresses, enough for rules that do not look into them. */
const someAddresses: AddressBook = {
  rangeOf: (text) => (/^(?:\d+\.){3}0\/24$/.test(text) ? text : undefined),
  isIn: (address, range) => address.startsWith(range.slice(0, -'0/24'.length)),
};

/** Use cases of partners on one state, with one hospital, at 10:00 on Monday 2030-01-07 in Beijing. */
export const partnersScene = async (given: Partial<PartnerDeps> = {}) => {
  const database = inMemoryDatabase();
  const stores = inMemoryPartnerStores(database);
  await database.write(({ hospitals }) =>
    hospitals.put(hospitalId, { id: hospitalId, cityCode: 'beijing', name: '市一院' }),
  );
  const time = fixedClock();
  let keys = 0;
  const partners = makePartners({
    unitOfWork: stores.unitOfWork,
    reader: stores.reader,
    clock: time,
    visitClock: time,
    calendar: fixedOffsetCalendar({ offsetMinutes: 480 }),
    ids: scriptedIds(),
    secrets: {
      keySecret: () => {
        keys += 1;
        return String(keys).padStart(43, '0');
      },
      tokenHash: (text) => `hash of ${text}`,
    },
    addresses: someAddresses,
    signatures: { publicKeyOf: () => undefined, isSignedBy: () => false },
    mode: 'live',
    ...given,
  });
  const { partnerId } = must(
    await partners.registerPartner(admin(), origin, { name: '晨光门诊', kind: 'clinic' }),
  );
  const wanted = {
    partnerId,
    scope: { hospitalIds: [hospitalId], operations: ['appointment.read', 'appointment.cancel'] },
    networks: ['203.0.113.0/24'],
    dailyQuota: 3,
    days: 30,
  };
  return {
    partners,
    partnerId,
    wanted,
    clock: time,
    database,
    stores,
    createKey: (changed: Partial<typeof wanted> = {}, actor = admin({ steppedUpAt: time.now() })) =>
      partners.createKey(actor, origin, { ...wanted, ...changed }),
    show: (text: string, changed: { readonly address?: string; readonly operation?: string } = {}) =>
      partners.showKey({ text, address: '203.0.113.7', operation: 'appointment.read', ...changed }).decided,
    audit: async () => (await stores.audit.page({ tenantId: admin().tenantId }, 100)).toReversed(),
  };
};
