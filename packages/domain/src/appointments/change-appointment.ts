import type { Act } from '../shared/act.js';
import type { ActorRef } from '../shared/actor.js';
import { minutesAfter } from '../shared/clock.js';
import { err, ok, type Result } from '../shared/result.js';
import { type Appointment, commonOfAppointment, type Seat, type Sitting } from './appointment.js';
import {
  type AppointmentEvent,
  type AppointmentOutcome,
  appointmentMoved,
  permitAppointment,
} from './appointment-event.js';
import type { AppointmentPolicy } from './appointment-policy.js';
import type { AppointmentMoveRefused } from './appointment-table.js';

export type PastCutOff = { readonly type: 'PastCutOff'; readonly cutOffAt: Date };
export type TooManyReschedules = { readonly type: 'TooManyReschedules'; readonly limit: number };
export type SameSeat = { readonly type: 'SameSeat' };
/** The clinic's own system is told of seats that are taken and given up, not of seats that are moved (H6). */
export type SystemNotMoved = { readonly type: 'SystemNotMoved' };
/** Two different administrators are needed (H12, A2). */
export type SecondPersonNeeded = { readonly type: 'SecondPersonNeeded' };

/**
 * H6: the same appointment with another seat, which the store has taken in the same transaction; the old seat goes its
 * return path. The new time does not matter to the cut-off, the old one does.
 */
export const rescheduleAppointment = (
  appointment: Appointment,
  to: { readonly sitting: Sitting; readonly seat: Seat },
  { changes }: AppointmentPolicy,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused | PastCutOff | TooManyReschedules | SameSeat> => {
  const row = permitAppointment(appointment, 'reschedule', act);
  if (!row.ok) return row;
  const { sitting, seat, sequence, familyReschedules } = appointment;
  const isFamily = act.by.as === 'U';
  const cutOffAt = minutesAfter(sitting.during.startsAt, -changes.rescheduleCutOffMinutes);
  if (isFamily && act.now > cutOffAt) return err({ type: 'PastCutOff', cutOffAt });
  if (isFamily && familyReschedules >= changes.reschedulesByFamily)
    return err({ type: 'TooManyReschedules', limit: changes.reschedulesByFamily });
  if (to.sitting.sessionId === sitting.sessionId && to.seat.ticket === seat.ticket)
    return err({ type: 'SameSeat' });
  const next = {
    ...appointment,
    sitting: to.sitting,
    seat: to.seat,
    sequence: sequence + 1,
    familyReschedules: familyReschedules + (isFamily ? 1 : 0),
  };
  return ok(appointmentMoved(appointment, row.value, next, act, 'AppointmentRescheduled'));
};

/** Until when the family of a booked seat may cancel it. */
const cancelCutOffAt = (
  { sitting }: Appointment,
  { changes }: AppointmentPolicy,
  canCancelLate: boolean,
): Date => {
  const minutes = canCancelLate ? changes.lateCancelCutOffMinutes : changes.cancelCutOffMinutes;
  return minutesAfter(sitting.during.startsAt, -minutes);
};

/**
 * Whether the family may cancel now only with the privilege `can_cancel_late`: after the cut-off of everybody, and before the
 * later one (C24).
 */
export const needsLateCancellation = (
  appointment: Appointment,
  policy: AppointmentPolicy,
  act: Act,
): boolean =>
  act.by.as === 'U' &&
  appointment.status === 'BOOKED' &&
  act.now > cancelCutOffAt(appointment, policy, false) &&
  act.now <= cancelCutOffAt(appointment, policy, true);

/**
 * The event by which the family cancelled with the privilege `can_cancel_late`, if it did: after the cut-off of everybody nothing
 * else let it.
 */
export const lateCancellationIn = (
  appointment: Appointment,
  history: readonly AppointmentEvent[],
  policy: AppointmentPolicy,
): AppointmentEvent | undefined =>
  history.find(
    ({ type, from, by, at }) =>
      type === 'AppointmentCancelled' &&
      from === 'BOOKED' &&
      by.as === 'U' &&
      at > cancelCutOffAt(appointment, policy, false),
  );

/** H7 退号: a hold may be given up at any time, a booked seat before the cut-off, which the privilege makes later. */
export const cancelAppointment = (
  appointment: Appointment,
  canCancelLate: boolean,
  policy: AppointmentPolicy,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused | PastCutOff> => {
  const row = permitAppointment(appointment, 'cancel', act);
  if (!row.ok) return row;
  const cutOffAt = cancelCutOffAt(appointment, policy, canCancelLate);
  if (act.by.as === 'U' && appointment.status === 'BOOKED' && act.now > cutOffAt)
    return err({ type: 'PastCutOff', cutOffAt });
  const next = { ...commonOfAppointment(appointment), status: 'CANCELLED', endedAt: act.now } as const;
  return ok(appointmentMoved(appointment, row.value, next, act, 'AppointmentCancelled'));
};

/** H8 停诊: by the clinic's doing, whenever; the money goes back whole. */
export const stopAppointment = (
  appointment: Appointment,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused> => {
  const row = permitAppointment(appointment, 'stop_clinic', act);
  if (!row.ok) return row;
  const common = commonOfAppointment(appointment);
  const next = { ...common, status: 'PROVIDER_CANCELLED', endedAt: act.now } as const;
  return ok(appointmentMoved(appointment, row.value, next, act, 'AppointmentStopped'));
};

/** H12, the first person: it should never have been. Nothing changes until another administrator agrees. */
export const proposeVoid = (
  appointment: Appointment,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused> => {
  const row = permitAppointment(appointment, 'propose_void', act);
  return row.ok
    ? ok(appointmentMoved(appointment, row.value, appointment, act, 'AppointmentVoidProposed'))
    : row;
};

/** Who proposed to void the appointment as it is now: whatever has happened since makes a proposal void itself. */
export const voidProposerOf = (
  { version }: Pick<Appointment, 'version'>,
  history: readonly AppointmentEvent[],
): ActorRef | undefined =>
  history.find((event) => event.version === version && event.type === 'AppointmentVoidProposed')?.by;

/** H12, the second person. Kept, and counted nowhere; `proposedBy` is the administrator who proposed it. */
export const voidAppointment = (
  appointment: Appointment,
  proposedBy: ActorRef | undefined,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused | SecondPersonNeeded> => {
  const row = permitAppointment(appointment, 'void', act);
  if (!row.ok) return row;
  const first = proposedBy?.as === 'A' ? proposedBy.accountId : undefined;
  const second = act.by.accountId;
  if (first === undefined || second === undefined || first === second)
    return err({ type: 'SecondPersonNeeded' });
  const common = commonOfAppointment(appointment);
  const next = { ...common, status: 'ENTERED_IN_ERROR', endedAt: act.now } as const;
  return ok(appointmentMoved(appointment, row.value, next, act, 'AppointmentVoided'));
};
