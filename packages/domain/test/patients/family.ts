import type { Person, StaffRole } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import { type PhoneNumber, parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import { ok } from '@banzhen/domain/shared/result';
import { aFamily, type InMemoryPeople, inMemoryPeople, must } from '@banzhen/domain/testing';

export const phoneOf = (text: string): PhoneNumber => must(parsePhoneNumber(text));
export const today = new Date('2030-01-07T02:00:00Z');
export const inJune = new Date('2030-06-01T00:00:00Z');

const accountId = (number: number): AccountId =>
  idFrom<AccountId>(`01900000-0aaa-7000-8000-${String(number).padStart(12, '0')}`);

/** Somebody who has signed up with this number. */
export const signUp = async (
  { stores, clock }: Pick<InMemoryPeople, 'stores' | 'clock'>,
  number: number,
  phone: PhoneNumber,
  displayName = `人${number}`,
): Promise<Person> => {
  const person = aFamily({ accountId: accountId(number), steppedUpAt: clock.now() });
  await stores.accounts.run(async ({ accounts }) =>
    ok(
      await accounts.insert({
        id: person.accountId,
        tenantId: person.tenantId,
        displayName,
        phone,
        createdAt: clock.now(),
      }),
    ),
  );
  return person;
};

export const aColleague = (role: StaffRole, overrides: Partial<Person> = {}): Person =>
  aFamily({ accountId: accountId(900), staffRoles: [role], steppedUpAt: today, ...overrides });

/** A keeper with one patient, and their sister, who has nothing yet. */
export const aPatientsFamily = async () => {
  const world = inMemoryPeople();
  const keeper = await signUp(world, 1, phoneOf('13800138001'), '陈女士');
  const sister = await signUp(world, 2, phoneOf('13800138002'), '陈妹妹');
  for (const version of [1, 2])
    await world.stores.publishConsentDocument({
      kind: 'health-data',
      version,
      title: { zh: '健康信息', en: 'Health data' },
      text: { zh: '……', en: '…' },
      inForceFrom: version === 1 ? new Date(0) : inJune,
    });
  const { patientId } = must(await world.patients.createPatient(keeper, { name: '陈妈妈', details: {} }));
  const consent = (person: Person, version = 1) =>
    world.patients.giveConsent(person, world.origin, { kind: 'health-data', version });
  return { ...world, keeper, sister, patientId, consent };
};

export type PatientsFamily = Awaited<ReturnType<typeof aPatientsFamily>>;

/** What the audit says happened, the oldest first. */
export const auditOf = async ({ audit, keeper }: Pick<PatientsFamily, 'audit' | 'keeper'>) =>
  (await audit.page({ tenantId: keeper.tenantId }, 1_000)).toReversed();
