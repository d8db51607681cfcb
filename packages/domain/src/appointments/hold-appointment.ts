import type { Act } from '../shared/act.js';
import type { ActorRef } from '../shared/actor.js';
import { minutesAfter } from '../shared/clock.js';
import type { AccountId, AppointmentId, PatientId, PersonId } from '../shared/ids.js';
import type { KeptMembership } from '../shared/kept-membership.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Appointment, AppointmentIn, Seat, Sitting } from './appointment.js';
import {
  type AppointmentBirth,
  type AppointmentOutcome,
  type AppointmentRow,
  appointmentBorn,
  appointmentMoved,
  permitAppointment,
} from './appointment-event.js';
import type { AppointmentPolicy } from './appointment-policy.js';
import { type AppointmentMoveRefused, appointmentTable } from './appointment-table.js';

export type HoldExpired = { readonly type: 'HoldExpired'; readonly heldUntil: Date };
export type HoldStillAlive = { readonly type: 'HoldStillAlive'; readonly heldUntil: Date };
export type ClinicMayStillAnswer = { readonly type: 'ClinicMayStillAnswer'; readonly until: Date };
export type ClinicRecordMissing = { readonly type: 'ClinicRecordMissing' };
/** Nobody knows yet whether the clinic has it: it stays pending for the dispatchers (H5, BK9). */
export type ClinicNotAsked = { readonly type: 'ClinicNotAsked' };

export type NewAppointment = {
  readonly id: AppointmentId;
  readonly sitting: Sitting;
  readonly patientId: PatientId;
  readonly personId: PersonId;
  readonly bookedBy: AccountId;
  readonly policyVersion: number;
  readonly membership?: KeptMembership;
};

/** H1: how long a seat is held, longer where there is something to pay. */
export const holdEnd = (now: Date, policy: AppointmentPolicy, hasPayment: boolean): Date =>
  minutesAfter(now, hasPayment ? policy.hold.withPaymentMinutes : policy.hold.minutes);

const permitHold = ({ as }: ActorRef): Result<AppointmentRow, AppointmentMoveRefused> => {
  const row = appointmentTable.find(({ command }) => command === 'hold');
  if (!row) throw new Error('the machine of appointments has no beginning');
  return row.who.includes(as) ? ok(row) : err({ type: 'NotForThisRole', command: 'hold', as });
};

/** H1 锁号: the appointment behind a seat that the store has given. */
export const holdAppointment = (
  wanted: NewAppointment,
  seat: Seat,
  heldUntil: Date,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused> => {
  const row = permitHold(act.by);
  if (!row.ok) return row;
  const counted = { sequence: 0, familyReschedules: 0, createdAt: act.now, version: 1 };
  const held: AppointmentIn<'HELD'> = { ...wanted, ...counted, seat, status: 'HELD', heldUntil };
  return ok(appointmentBorn(held, row.value, act));
};

/** What H1 tells of an appointment, before anybody knows its seat. */
export const holdBirth = ({ now, by }: Act): Result<AppointmentBirth, AppointmentMoveRefused> => {
  const row = permitHold(by);
  if (!row.ok) return row;
  return ok({ type: 'AppointmentHeld', row: row.value.id, from: null, to: 'HELD', version: 1, at: now });
};

/** H2: at the instant `heldUntil` the hold is over and no sooner, and H3 is possible up to then and no later (BK4). */
export const expireHold = (
  appointment: Appointment,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused | HoldStillAlive> => {
  const row = permitAppointment(appointment, 'expire', act);
  if (!row.ok) return row;
  if (appointment.status !== 'HELD') throw new Error('H2 is for holds');
  const { heldUntil, ...common } = appointment;
  if (act.now < heldUntil) return err({ type: 'HoldStillAlive', heldUntil });
  const next = { ...common, status: 'EXPIRED', endedAt: act.now } as const;
  return ok(appointmentMoved(appointment, row.value, next, act, 'AppointmentExpired'));
};

/** H3: paid, or nothing to pay; the clinic is asked. */
export const submitAppointment = (
  appointment: Appointment,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused | HoldExpired> => {
  const row = permitAppointment(appointment, 'submit', act);
  if (!row.ok) return row;
  if (appointment.status !== 'HELD') throw new Error('H3 is for holds');
  const { heldUntil, ...common } = appointment;
  if (act.now >= heldUntil) return err({ type: 'HoldExpired', heldUntil });
  const next = { ...common, status: 'PENDING_CONFIRM', submittedAt: act.now } as const;
  return ok(appointmentMoved(appointment, row.value, next, act, 'AppointmentSubmitted'));
};

const LONGEST_RECORD = 100;
/** Control, formatting and unassigned characters, and halves of pairs: nobody could read such a name back. */
const UNREADABLE = /\p{C}/u;

/** The name of a clinic's record in what somebody wrote, without blanks around it; undefined where it can be none. */
export const clinicRecordIn = (text: string): string | undefined => {
  const record = text.trim();
  return record === '' || record.length > LONGEST_RECORD || UNREADABLE.test(record) ? undefined : record;
};

/** H4: the clinic has it, under a record of its own. */
export const confirmAppointment = (
  appointment: Appointment,
  clinicRecord: string,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused | ClinicRecordMissing> => {
  const row = permitAppointment(appointment, 'confirm', act);
  if (!row.ok) return row;
  if (appointment.status !== 'PENDING_CONFIRM') throw new Error('H4 is for what the clinic was asked');
  const record = clinicRecordIn(clinicRecord);
  if (record === undefined) return err({ type: 'ClinicRecordMissing' });
  const { submittedAt: _, ...common } = appointment;
  const next = { ...common, status: 'BOOKED', clinicRecord: record } as const;
  return ok(appointmentMoved(appointment, row.value, next, act, 'AppointmentBooked'));
};

/** What the clinic said when it was asked whether it has the appointment; `unknown` when it did not say. */
export type ClinicAnswer = 'no-record' | 'unknown';

/** H5 by whoever may: the clinic says no, or does not hold the session at all. */
export const refuseAppointment = (
  appointment: Appointment,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused> => {
  const row = permitAppointment(appointment, 'reject', act);
  if (!row.ok) return row;
  if (appointment.status !== 'PENDING_CONFIRM') throw new Error('H5 is for what the clinic was asked');
  const { submittedAt: _, ...common } = appointment;
  const next = { ...common, status: 'REJECTED', endedAt: act.now } as const;
  return ok(appointmentMoved(appointment, row.value, next, act, 'AppointmentRejected'));
};

/** H5: the clinic says no; the system says it only after 15 minutes and when the clinic has no record of it. */
export const rejectAppointment = (
  appointment: Appointment,
  asked: ClinicAnswer,
  policy: AppointmentPolicy,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused | ClinicMayStillAnswer | ClinicNotAsked> => {
  const rejected = refuseAppointment(appointment, act);
  if (!rejected.ok || appointment.status !== 'PENDING_CONFIRM' || act.by.as !== 'SYS') return rejected;
  const until = minutesAfter(appointment.submittedAt, policy.confirmWithinMinutes);
  if (act.now < until) return err({ type: 'ClinicMayStillAnswer', until });
  return asked === 'no-record' ? rejected : err({ type: 'ClinicNotAsked' });
};
