import type { MemberLevel } from '../schedules/index.js';
import type { LocalDate } from '../shared/calendar.js';
import type { AccountId, AppointmentId, ClinicSessionId, PatientId, PersonId } from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type { Appointment, Seat } from './appointment.js';
import type { FreedSeat } from './appointment-event.js';
import type { DayVisit } from './quotas.js';

/** One wish for a seat of a session. */
export type SeatRequest = {
  /** The id that the appointment will have. */
  readonly appointmentId: AppointmentId;
  readonly patientId: PatientId;
  readonly personId: PersonId;
  readonly bookedBy: AccountId;
  readonly heldUntil: Date;
  /** Lets members of an early level in before the release. */
  readonly level?: MemberLevel;
  /** Of one batch the higher ones come first, then whoever was first. */
  readonly priority: number;
};

/**
 * `already-booked`: the person has a seat of this session, or of this doctor on this day. `full` is said only when every
 * seat on sale was given to somebody else.
 */
export type SeatAnswer =
  | { readonly kind: 'seat'; readonly seat: Seat }
  | { readonly kind: 'already-booked' | 'too-many-departments' | 'full' | 'not-open' };

export type SeatBatch = {
  readonly sessionId: ClinicSessionId;
  readonly requests: readonly SeatRequest[];
  readonly now: Date;
  /** H1: in how many departments a person may be on one day. */
  readonly departmentsPerDay: number;
};

/** The wish for a seat of another session (H6). */
export type SeatMove = {
  readonly appointmentId: AppointmentId;
  readonly to: ClinicSessionId;
  readonly level?: MemberLevel;
  readonly now: Date;
  readonly departmentsPerDay: number;
};

/** `no-seat`: the appointment has no seat that could be moved. */
export type MoveAnswer = SeatAnswer | { readonly kind: 'no-seat' };

/** The one place where seats are taken (C18, C33, BK1). */
export interface SeatDesk {
  /**
   * Of any number of requests at once, in however many batches, never gives more seats than are on sale; each request gets its
   * own answer, in the order of the batch. Nobody is refused while a seat that they may have is left, no seat is lost to a
   * request that gets none, and a person who asks twice is given one seat and told so. With a seat the appointment is stored,
   * held until `heldUntil`.
   */
  take(batch: SeatBatch): Promise<readonly SeatAnswer[]>;
  /**
   * Gives an appointment another seat under the same promise; whoever is refused keeps the one they have. The old ticket is
   * nobody's then, and is for `SeatReturns`. State, sequence and version are for `AppointmentStore.update` in the same
   * transaction (H6).
   */
  move(move: SeatMove): Promise<MoveAnswer>;
}

/** Seats on their way back on sale (6.8). */
export interface SeatReturns {
  /** The seat comes back on sale at `at`. Planned again, the first plan stands; of a seat that somebody has, none. */
  plan(seat: FreedSeat, at: Date): Promise<void>;
  /** Puts at most `limit` seats that are due on sale, each once however many do this at a time; answers how many (BK4, JB6). */
  giveBackDue(now: Date, limit: number): Promise<number>;
}

export type StaleAppointment = { readonly type: 'StaleVersion'; readonly currentVersion?: number };

/** Appointments that the seat desk has made. */
export interface AppointmentStore {
  find(id: AppointmentId): Promise<Appointment | undefined>;
  /**
   * Succeeds only if the stored version is `expectedVersion`. The seat stays what it was: a seat that is given up is for
   * `SeatReturns`, another one is for `SeatDesk`.
   */
  update(appointment: Appointment, expectedVersion: number): Promise<Result<void, StaleAppointment>>;
  /** Whom a person sees on a day, of appointments that keep their seat. */
  onDay(personId: PersonId, visitOn: LocalDate): Promise<readonly DayVisit[]>;
  /** When the person did not come, since `since` (H11). */
  noShowsOf(personId: PersonId, since: Date): Promise<readonly Date[]>;
  /** Holds that are over, the oldest first (H2). */
  expiredHolds(now: Date, limit: number): Promise<readonly AppointmentId[]>;
}
