import { defaultMembershipPolicy, giveMembership, newMember } from '../membership/index.js';
import type { Person } from '../shared/actor.js';
import { type IdNumber, parseIdNumber } from '../shared/id-number.js';
import { type AccountId, idFrom, type PatientId } from '../shared/ids.js';
import { aPlannedSession } from './builders/a-clinic-session.js';
import { aFamily, aPatient } from './builders/people.js';
import type { InMemoryClinics } from './in-memory-clinics.js';
import { inMemoryDirectory } from './in-memory-directory.js';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** ID numbers of people born on days after 1950-01-01, each with its check digit. */
export const anIdNumber = (no: number): IdNumber => {
  const born = new Date(Date.UTC(1950, 0, 1 + Math.floor(no / 900))).toISOString().slice(0, 10);
  const digits = `110101${born.replaceAll('-', '')}${String(100 + (no % 900))}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const read = parseIdNumber(`${digits}${'10X98765432'[sum % 11]}`);
  if (!read.ok) throw new Error(`${digits} begins no ID number`);
  return read.value;
};

const idOf = <Id extends AccountId | PatientId>(kind: string, no: number): Id =>
  idFrom<Id>(`01900000-${kind}-7000-8001-${no.toString(16).padStart(12, '0')}`);

export type WaitingFamily = { readonly actor: Person; readonly patientId: PatientId };

/** Families with a patient each of whom is another person, and the department that they wait for. */
export const waitingFamilies = async ({ database, seeds, clock }: InMemoryClinics) => {
  const { tenantId, hospitalId, departmentId, doctorId } = aPlannedSession();
  await database.transaction(async (tables) => {
    const about = { name: '李医生', title: '主任医师', introduction: '' };
    await inMemoryDirectory(tables).save({
      departments: [{ id: departmentId, tenantId, hospitalId, name: '心内科' }],
      doctors: [{ id: doctorId, tenantId, departmentId, ...about }],
    });
    return { ok: true, value: undefined };
  });
  return {
    /** What they want: any doctor of the department of `aPlannedSession`, in its week. */
    wish: { hospitalId, departmentId, from: '2030-01-07', until: '2030-01-14' },
    doctorId,
    async add(no: number): Promise<WaitingFamily> {
      const accountId = idOf<AccountId>('0003', no);
      const patientId = idOf<PatientId>('0004', no);
      const grants = [
        { accountId, scopes: ['view', 'book'], from: new Date('2020-01-01T00:00:00Z') },
      ] as const;
      await seeds.addPatient(aPatient({ id: patientId, grants }));
      await seeds.saveDetails(patientId, { idNumber: anIdNumber(no) });
      return { actor: aFamily({ accountId }), patientId };
    },
    /** Makes them members of the third level for a year, who have a priority. */
    async enrol({ actor: { tenantId: of, accountId } }: WaitingFamily): Promise<void> {
      const gift = { bizId: `${accountId}`, level: 3, days: 365 };
      const act = { now: clock.now(), by: { as: 'D' }, cause: 'goodwill' } as const;
      const given = giveMembership(newMember(of, accountId), gift, defaultMembershipPolicy, act);
      if (!given.ok) throw new Error(`the membership is refused: ${given.error.type}`);
      await database.write(({ membership }) => {
        membership.members.put(accountId, given.value.member);
        const inForceFrom = new Date(0);
        membership.policies.put('1', { policy: defaultMembershipPolicy, inForceFrom });
      });
    },
  };
};
