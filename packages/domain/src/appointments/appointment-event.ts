import type { Act } from '../shared/act.js';
import type { ActorRef } from '../shared/actor.js';
import type { AppointmentId, ClinicSessionId } from '../shared/ids.js';
import { allowed, type MachineRow } from '../shared/machine.js';
import type { Result } from '../shared/result.js';
import { type Appointment, type AppointmentStatus, keepsSeat, type Seat } from './appointment.js';
import {
  type AppointmentCommand,
  type AppointmentMoveRefused,
  appointmentTable,
} from './appointment-table.js';

export type AppointmentEventType =
  | 'AppointmentHeld'
  | 'AppointmentExpired'
  | 'AppointmentSubmitted'
  | 'AppointmentBooked'
  | 'AppointmentRejected'
  | 'AppointmentRescheduled'
  | 'AppointmentCancelled'
  | 'AppointmentStopped'
  | 'AppointmentCheckedIn'
  | 'AppointmentFulfilled'
  | 'AppointmentNoShow'
  | 'AppointmentVoidProposed'
  | 'AppointmentVoided';

export type AppointmentRow = MachineRow<AppointmentStatus, AppointmentCommand>;

/** A seat that nobody has any more; the return path says what becomes of it (6.8). */
export type FreedSeat = { readonly sessionId: ClinicSessionId; readonly ticket: number };

/** What has happened to an appointment; ids only. */
export type AppointmentEvent = {
  readonly type: AppointmentEventType;
  readonly appointmentId: AppointmentId;
  readonly row: string;
  readonly from: AppointmentStatus | null;
  readonly to: AppointmentStatus;
  readonly version: number;
  readonly at: Date;
  readonly by: ActorRef;
  readonly reason?: string;
};

/** What is told of every appointment when it begins, whoever has it. */
export type AppointmentBirth = Omit<AppointmentEvent, 'appointmentId' | 'by'>;

/** The next state of an appointment, what is to be told about it, and the seat that it gave up. */
export type AppointmentOutcome = {
  readonly appointment: Appointment;
  readonly events: readonly AppointmentEvent[];
  readonly freed?: FreedSeat;
};

/** The row that lets `act.by` give `command` to this appointment, or why there is none. */
export const permitAppointment = (
  { status }: Appointment,
  command: AppointmentCommand,
  act: Act,
): Result<AppointmentRow, AppointmentMoveRefused> => allowed(appointmentTable, status, command, act);

const freedBy = (before: Appointment, next: Appointment): FreedSeat | undefined => {
  const isSameSeat = (left: Seat, right: Seat) => left.ticket === right.ticket;
  const isMoved = before.sitting.sessionId !== next.sitting.sessionId || !isSameSeat(before.seat, next.seat);
  if (!keepsSeat(before) || (keepsSeat(next) && !isMoved)) return undefined;
  return { sessionId: before.sitting.sessionId, ticket: before.seat.ticket };
};

const eventOf = (
  from: AppointmentStatus | null,
  row: AppointmentRow,
  next: Appointment,
  act: Act,
  type: AppointmentEventType,
): AppointmentEvent => ({
  type,
  appointmentId: next.id,
  row: row.id,
  from,
  to: next.status,
  version: next.version,
  at: act.now,
  by: act.by,
  ...(act.reason === undefined ? {} : { reason: act.reason }),
});

/** The birth of an appointment (H1). */
export const appointmentBorn = (next: Appointment, row: AppointmentRow, act: Act): AppointmentOutcome => ({
  appointment: next,
  events: [eventOf(null, row, next, act, 'AppointmentHeld')],
});

/** `next` as the successor of `before`: one version on, one event, and the seat where it is given up. */
export const appointmentMoved = (
  before: Appointment,
  row: AppointmentRow,
  next: Appointment,
  act: Act,
  type: AppointmentEventType,
): AppointmentOutcome => {
  const appointment = { ...next, version: before.version + 1 };
  const freed = freedBy(before, appointment);
  return {
    appointment,
    events: [eventOf(before.status, row, appointment, act, type)],
    ...(freed ? { freed } : {}),
  };
};
