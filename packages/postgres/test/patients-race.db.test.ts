import type { Account } from '@banzhen/domain/accounts';
import { makePatients, type Patient, type Patients } from '@banzhen/domain/patients';
import type { Person } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom, type PatientId, type TenantId } from '@banzhen/domain/shared/ids';
import type { PhoneNumber } from '@banzhen/domain/shared/phone-number';
import { ok } from '@banzhen/domain/shared/result';
import { fixedClock, fixedOffsetCalendar } from '@banzhen/domain/testing';
import {
  type OpenDatabase,
  postgresAccountUnitOfWork,
  postgresPatientUnitOfWork,
  uuidv7,
  uuidv7Ids,
} from '@banzhen/postgres';
import { testSealer } from '@banzhen/postgres/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDatabase } from './support.js';

const origin = { network: '203.0.113.0/24', device: 'phone' };
const details = { realName: '王秀兰', idNumber: '110101194903070022' };
const ROUNDS = 12;

describe('what many do to one patient at once', () => {
  let database: OpenDatabase;
  let patients: Patients;
  const clock = fixedClock();
  beforeAll(async () => {
    database = await openOwnDatabase(8);
    const unitOfWork = postgresPatientUnitOfWork({ db: database.db, sealer: testSealer });
    patients = makePatients({
      unitOfWork,
      invitedUnitOfWork: unitOfWork,
      clock,
      sessionClock: clock,
      calendar: fixedOffsetCalendar({ offsetMinutes: 480 }),
      ids: uuidv7Ids(),
    });
  });
  afterAll(() => database.close());

  let phones = 13_900_000_000;
  const aPerson = async (tenantId: TenantId): Promise<Person & { phone: PhoneNumber }> => {
    phones += 1;
    const account: Account = {
      id: idFrom<AccountId>(uuidv7()),
      tenantId,
      displayName: '家属',
      phone: `+86${phones}` as PhoneNumber,
      createdAt: clock.now(),
    };
    const accounts = postgresAccountUnitOfWork({ db: database.db, sealer: testSealer });
    await accounts.run(async (stores) => ok(await stores.accounts.insert(account)));
    return { kind: 'person', accountId: account.id, tenantId, staffRoles: [], phone: account.phone };
  };
  const aTenant = () => idFrom<TenantId>(uuidv7());
  const keptBy = async (...keepers: readonly Person[]): Promise<PatientId> => {
    const [first] = keepers;
    if (!first) throw new Error('a patient has a keeper');
    const patient: Patient = {
      id: idFrom<PatientId>(uuidv7()),
      tenantId: first.tenantId,
      isRealNamed: false,
      grants: keepers.map(({ accountId }) => ({
        accountId,
        scopes: ['view', 'book'],
        from: new Date(0),
      })),
    };
    const unitOfWork = postgresPatientUnitOfWork({ db: database.db, sealer: testSealer });
    await unitOfWork.run(async ({ register }) => ok(await register.insert(patient, '妈妈')));
    return patient.id;
  };

  it('leaves a keeper, however two of them revoke each other', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const tenantId = aTenant();
      const [one, other] = [await aPerson(tenantId), await aPerson(tenantId)];
      const patientId = await keptBy(one, other);
      const tries = await Promise.all([
        patients.revokeProxy(one, origin, { patientId, accountId: other.accountId }),
        patients.revokeProxy(other, origin, { patientId, accountId: one.accountId }),
      ]);
      // Seen red without FOR UPDATE in `postgresProxies.lock`: both were revoked.
      expect(tries.filter((tried) => tried.ok)).toHaveLength(1);
    }
  });

  it('gives one family one patient with an ID number, however often they press the button', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const keeper = await aPerson(aTenant());
      const tries = await Promise.all(
        [1, 2, 3, 4].map(() => patients.createPatient(keeper, { name: '妈妈', details })),
      );
      // Seen red without the lock in `findOwn`.
      expect(tries.filter((tried) => tried.ok)).toHaveLength(1);
      expect(tries.filter((tried) => !tried.ok && tried.error.type === 'IdNumberKnown')).toHaveLength(3);
    }
  });

  it('turns an invitation into one grant, however often it is accepted', async () => {
    const tenantId = aTenant();
    const [keeper, sister] = [await aPerson(tenantId), await aPerson(tenantId)];
    const patientId = await keptBy(keeper);
    const until = new Date('2030-06-01T00:00:00Z');
    const invited = await patients.inviteProxy(keeper, origin, {
      patientId,
      phone: sister.phone,
      scope: 'view',
      until,
    });
    if (!invited.ok) throw new Error(invited.error.type);
    const tries = await Promise.all(
      [1, 2, 3].map(() => patients.acceptInvitation(sister, origin, invited.value)),
    );
    expect(tries.filter((tried) => tried.ok)).toHaveLength(1);
    const proxies = await patients.listProxies(keeper, { patientId });
    expect(proxies.ok && proxies.value.grants.map(({ accountId }) => accountId)).toEqual([
      keeper.accountId,
      sister.accountId,
    ]);
  });
});
