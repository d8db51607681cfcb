import type { AppointmentBirth, SeatAnswer, SeatRequest, SeatSeeker } from '../appointments/index.js';
import type { AuditEntry } from '../audit/index.js';
import type { Member } from '../membership/index.js';
import type { Message } from '../messaging/index.js';
import type { ClinicSession } from '../schedules/index.js';
import type { ActorRef, PartnerActor } from '../shared/actor.js';
import type { Once } from '../shared/idempotency.js';
import type { AccountId, AppointmentId, ClinicSessionId, PatientId } from '../shared/ids.js';
import type { Versions } from '../shared/publishing.js';
import type { ClinicPolicy } from './clinic-policy.js';

/** Of whom wishes for a session tell. */
export type HoldInquiry = {
  readonly sessionId: ClinicSessionId;
  readonly patientIds: readonly PatientId[];
  readonly accountIds: readonly AccountId[];
  readonly noShowsSince: Date;
};

/** What wishes for a session are judged by, as it was at one instant. */
export type HoldSight = {
  readonly session: ClinicSession;
  readonly cityCode: string;
  /** Those of the patients who are there. */
  readonly seekers: ReadonlyMap<PatientId, SeatSeeker>;
  /** Those of the accounts that have a membership. */
  readonly members: readonly Member[];
  /** Of the session's tenant. */
  readonly policies: Versions<ClinicPolicy>;
  /** The first of as many tickets as patients were asked for, kept for the batch that is judged by this; never given to others. */
  readonly firstTicket?: number;
};

/** Who may have a seat, as it was judged, and what the audit wants to know of it once there is one. */
export type AcceptedWish = Pick<
  SeatRequest,
  'patientId' | 'personId' | 'level' | 'priority' | 'membership'
> & {
  readonly by: ActorRef;
  readonly audit?: AuditEntry;
};

/** One wish as it comes to the desk. */
export type HoldWish = {
  /** The id that the appointment will have. */
  readonly appointmentId: AppointmentId;
  /** Whose the appointment will be, and whose the key is. */
  readonly bookedBy: AccountId;
  readonly once?: Pick<Once, 'key' | 'requestHash'>;
  /** Missing for a wish that is refused already: only what came of its key before is asked. */
  readonly accepted?: AcceptedWish;
};

/** Wishes for seats of one session; no two of one account carry the same key. */
export type HoldBatch = {
  readonly sessionId: ClinicSessionId;
  readonly wishes: readonly HoldWish[];
  readonly now: Date;
  readonly heldUntil: Date;
  /** As the look kept it, for wishes of those patients and no others: such a batch may be written before it is counted. */
  readonly firstTicket?: number;
  /** H1: in how many departments a person may be on one day. */
  readonly departmentsPerDay: number;
  /** What the keys are for. */
  readonly operation: string;
  /** What history and outbox say of each that gets a seat. */
  readonly birth: AppointmentBirth;
  readonly tidings: Omit<Message, 'id' | 'aggregateId'>;
};

/** `repeated`: the key came before, with this appointment. `passed`: the wish was refused already, and its key never came before. */
export type HoldAnswer =
  | SeatAnswer
  | { readonly kind: 'repeated'; readonly appointmentId: AppointmentId }
  | { readonly kind: 'key-reused' | 'passed' };

/** Where a crowd is served, each batch with one look and one step. */
export interface HoldDesk {
  /** Of all people, whoever asks; nothing where there is no such session. */
  look(inquiry: HoldInquiry): Promise<HoldSight | undefined>;
  /**
   * Whom a partner may book for: those of the patients who have, or had, an appointment at a hospital of its key. With the rows of that
   * partner, in whoever's request it is asked; nothing where it sees no such session at one of its hospitals (AZ8).
   */
  known(
    partner: PartnerActor,
    wanted: Pick<HoldInquiry, 'sessionId' | 'patientIds'>,
  ): Promise<ReadonlySet<PatientId> | undefined>;
  /**
   * Takes a batch of wishes to its end, with all rows and in a transaction of its own (C18, C33, BK1, IN3): keys are claimed before
   * anybody waits for the session, seats are given as `SeatDesk.take` promises, history, outbox and audit are written for those that
   * get one, and the keys of the others are given back. A repeated key waits for the first request with it and is answered with that
   * one's appointment, whatever the wish is worth by now. Answers come in the order of the wishes; a failure keeps nothing.
   */
  hold(batch: HoldBatch): Promise<readonly HoldAnswer[]>;
}
