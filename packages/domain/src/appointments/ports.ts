import type { Patient } from '../patients/index.js';
import type { MemberLevel } from '../schedules/index.js';
import type { LocalDate } from '../shared/calendar.js';
import type {
  AccountId,
  AppointmentId,
  ClinicSessionId,
  HospitalId,
  PatientId,
  PersonId,
  TenantId,
} from '../shared/ids.js';
import type { KeptMembership } from '../shared/kept-membership.js';
import type { Result } from '../shared/result.js';
import type { TimeRange } from '../shared/time-range.js';
import type { Appointment, Seat } from './appointment.js';
import type { AppointmentEvent, FreedSeat } from './appointment-event.js';
import type { ClinicErrand, ErrandOutcome } from './errand.js';
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
  /** For the appointment to keep. */
  readonly membership?: KeptMembership;
  /** Of one batch the higher ones come first, then whoever was first. */
  readonly priority: number;
};

/**
 * `already-booked`: the person has a seat of this session, or of this doctor on this day. `overlaps`: the person is with
 * somebody else `during` that time, and no seat is on sale that they could have beside it. `full` is said only when every seat
 * on sale was given to somebody else.
 */
export type SeatAnswer =
  | { readonly kind: 'seat'; readonly seat: Seat }
  | { readonly kind: 'overlaps'; readonly during: TimeRange }
  | { readonly kind: 'already-booked' | 'too-many-departments' | 'full' | 'not-open' };

export type SeatBatch = {
  readonly sessionId: ClinicSessionId;
  readonly requests: readonly SeatRequest[];
  readonly now: Date;
  /** H1: in how many departments a person may be on one day. */
  readonly departmentsPerDay: number;
};

/** When seats are taken, and how many departments a person may be in on one day (H1). */
export type SeatLimits = Pick<SeatBatch, 'now' | 'departmentsPerDay'>;

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
   * request that gets none, and a person who asks twice is given one seat and told so. Nobody gets a seat at a time at which
   * they are with another doctor, in whatever clinic; a session whose seats have no times counts as a whole. With a seat the appointment is stored,
   * held until `heldUntil`.
   */
  take(batch: SeatBatch): Promise<readonly SeatAnswer[]>;
  /**
   * Gives an appointment another seat under the same promise; whoever is refused keeps the one they have. The old ticket is
   * nobody's then, and is for `SeatReturns`. State, sequence and version are for `AppointmentStore.update` in the same
   * transaction (H6).
   */
  move(move: SeatMove): Promise<MoveAnswer>;
  /**
   * Gives a seat that somebody gave up to this one wish, without anybody else coming between; the return of the seat is over
   * then. Whoever is refused leaves it as it was. The platform chooses whose wish it is (6.9, L2).
   */
  takeFreed(freed: FreedSeat, request: SeatRequest, limits: SeatLimits): Promise<SeatAnswer>;
}

/** A freed seat that goes to whoever waited when it was freed. */
export type SeatForWaitlist = FreedSeat & { readonly freedAt: Date };

/** Seats on their way back on sale (6.8). */
export interface SeatReturns {
  /**
   * The seat comes back on sale at `at`; with `waitlistSince`, when it was freed, only after the waitlist has passed it on.
   * Planned again, the first plan stands; of a seat that somebody has, none.
   */
  plan(seat: FreedSeat, at: Date, waitlistSince?: Date): Promise<void>;
  /** The seat that waits longest for the waitlist, for this transaction alone: others get the next one meanwhile (L2). */
  nextForWaitlist(): Promise<SeatForWaitlist | undefined>;
  /** The seat of this session that is to be on sale first of those on their way back, for this transaction alone (L2). */
  nextOf(sessionId: ClinicSessionId): Promise<FreedSeat | undefined>;
  /** Nobody of the waitlist has the seat: it comes back on sale as planned. */
  passOn(seat: FreedSeat): Promise<void>;
  /** Puts at most `limit` seats that are due on sale, each once however many do this at a time; answers how many (BK4, JB6). */
  giveBackDue(now: Date, limit: number): Promise<number>;
}

export type StaleAppointment = { readonly type: 'StaleVersion'; readonly currentVersion?: number };

/** Some hospitals, as far as one tenant is at work there. */
export type TenantHospitals = {
  readonly tenantId: TenantId;
  readonly hospitalIds: readonly HospitalId[];
};

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
  /** The appointment of a patient at these hospitals that was made last, in whatever state. */
  newestAt(at: TenantHospitals, patientId: PatientId): Promise<Appointment | undefined>;
  /** Those of a session that keep their seat, by ticket. */
  seatedIn(sessionId: ClinicSessionId): Promise<readonly Appointment[]>;
}

/** Finds work for the jobs of appointments; a read outside any transaction. */
export interface DueAppointments {
  /** Holds that are over, the oldest first (H2). */
  expiredHolds(now: Date, limit: number): Promise<readonly AppointmentId[]>;
  /**
   * Those that nobody else is to answer, the one that waits longest first (H3, H5): of clinics without a system of their own, and
   * without a partner's key that may answer for them. A key that has expired counts until it is revoked, so that nothing is
   * confirmed behind the back of a clinic that forgot to renew it. What is of a suspended session is there in any case.
   */
  unanswered(limit: number): Promise<readonly AppointmentId[]>;
  /** Of patients who took a number on a day of the clinic's calendar that was over at `now` (H10). */
  unfinished(now: Date, limit: number): Promise<readonly AppointmentId[]>;
}

/** The append-only history of appointments. */
export interface AppointmentHistory {
  append(events: readonly AppointmentEvent[]): Promise<void>;
  /** In the order of their versions. */
  of(id: AppointmentId): Promise<readonly AppointmentEvent[]>;
}

/** Somebody for whom a seat is wanted, as H1 asks about them. */
export type SeatSeeker = {
  readonly patient: Patient;
  /** Missing where no ID number is known: nobody can say who it is then. */
  readonly personId?: PersonId;
  /** When they did not come, at any clinic (H11). */
  readonly noShowsAt: readonly Date[];
};

/** Who people are, across all families that keep a patient of them. */
export interface SeatSeekers {
  /** Those of these patients who are there, with their no-shows since `noShowsSince`. */
  find(patientIds: readonly PatientId[], noShowsSince: Date): Promise<ReadonlyMap<PatientId, SeatSeeker>>;
}

/** What a clinic answers to a wish for an appointment; `unknown` when it does not, or not clearly. */
export type ClinicReply =
  | { readonly kind: 'booked'; readonly clinicRecord: string }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'unknown' };

/** Whoever answers for a clinic, outside any transaction. */
export interface ClinicGateway {
  /** Books the appointment there under its id: asked again, the same answer (BK9). */
  book(appointment: Appointment): Promise<ClinicReply>;
}

/** What a clinic has under the id of an appointment; `absent` when it says that it has no record. */
export type ClinicFinding = ClinicReply | { readonly kind: 'absent' };

/** The systems of clinics that have one. Throws nothing: whatever was not answered clearly is `unknown`. */
export interface ClinicSystemGateway extends ClinicGateway {
  /** What the system has, without changing it. */
  query(appointment: Appointment): Promise<ClinicFinding>;
  /**
   * The seat is given up, or was never had: the system drops its record, if there is one, and from then on refuses to book under
   * this id, so that a call which arrives late books nothing. Told again, the same answer.
   */
  release(appointment: Appointment): Promise<{ readonly kind: 'released' | 'unknown' }>;
}

/** What systems of clinics are still to be asked or told; each call a transaction of its own. */
export interface ClinicErrands {
  /**
   * Hands out up to `limit` errands that are due at active systems and leases them until `until`: never more than `perSystem` of
   * one system at once, whoever has them. An errand begins with the submission of an appointment and is stored before it is
   * handed out.
   */
  claim(given: {
    readonly now: Date;
    readonly until: Date;
    readonly limit: number;
    readonly perSystem: number;
  }): Promise<readonly ClinicErrand[]>;
  /** Keeps what came of an attempt; false where another one has begun since, and then nothing is kept. */
  settle(errand: ClinicErrand, outcome: ErrandOutcome): Promise<boolean>;
}

/** Which hospitals have a system of their own. */
export interface ConnectedHospitals {
  isConnected(tenantId: TenantId, hospitalId: HospitalId): Promise<boolean>;
}
