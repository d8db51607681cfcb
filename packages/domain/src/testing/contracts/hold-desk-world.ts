import { holdBirth } from '../../appointments/index.js';
import type { HoldAnswer, HoldBatch, HoldWish } from '../../clinics/index.js';
import type { ClinicSession } from '../../schedules/index.js';
import { type AppointmentId, idFrom, type PersonId } from '../../shared/ids.js';
import type { ClinicStoresFixture } from './clinic-fixture.js';
import { type Clinic, clinicNow, inClinic } from './clinic-world.js';
import { freshId } from './fresh.js';

const by = { as: 'U' } as const;
export const kinds = (answers: readonly HoldAnswer[]) => answers.map(({ kind }) => kind);
export const HELD_UNTIL = new Date('2030-01-08T02:05:00Z');

/** What a batch of the cases is made of. */
export const deskOf = (fixture: ClinicStoresFixture, clinic: Clinic) => {
  const aWish = (overrides: Partial<HoldWish> = {}): HoldWish => ({
    appointmentId: idFrom<AppointmentId>(freshId()),
    bookedBy: clinic.accountId,
    accepted: { patientId: clinic.patientId, personId: idFrom<PersonId>(freshId()), priority: 0, by },
    ...overrides,
  });
  const keyed = (key = freshId(), requestHash = 'one'): HoldWish => aWish({ once: { key, requestHash } });
  const hold = (
    { id: sessionId }: ClinicSession,
    wishes: readonly HoldWish[],
    { now = clinicNow, ...kept }: Partial<Pick<HoldBatch, 'now' | 'firstTicket'>> = {},
  ) => {
    const birth = holdBirth({ now, by });
    if (!birth.ok) throw new Error('a family may hold a seat');
    const rules = { now, heldUntil: HELD_UNTIL, departmentsPerDay: 3, operation: 'appointment.hold' };
    const tidings = { topic: 'appointment', type: 'AppointmentHeld', payload: { row: 'H1' } };
    return fixture.holdDesk.hold({ sessionId, wishes, ...rules, ...kept, birth: birth.value, tidings });
  };
  /** What a crowd of so many is judged by, and what is kept for it. */
  const lookForCrowd = async ({ id: sessionId }: ClinicSession, size: number) => {
    const patientIds = Array.from({ length: size }, () => idFrom<Clinic['patientId']>(freshId()));
    const sight = await fixture.holdDesk.look({
      sessionId,
      patientIds,
      accountIds: [],
      noShowsSince: clinicNow,
    });
    if (!sight) throw new Error('the session is there');
    return sight.firstTicket === undefined ? {} : { firstTicket: sight.firstTicket };
  };
  const find = ({ appointmentId }: HoldWish) =>
    inClinic(fixture, ({ appointments }) => appointments.find(appointmentId));
  const historyOf = ({ appointmentId }: HoldWish) =>
    inClinic(fixture, ({ history }) => history.of(appointmentId));
  return { aWish, keyed, hold, lookForCrowd, find, historyOf };
};
