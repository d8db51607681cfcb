import type { AppointmentId, ClinicSessionId, DepartmentId, WaitlistEntryId } from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type { WaitlistEntry } from './entry.js';
import type { Turn } from './next-in-line.js';

/** The person waits for this target already, perhaps by the doing of another family (L1). */
export type AlreadyWaiting = { readonly type: 'AlreadyWaiting' };
/** The person has as many live entries as allowed (L1). */
export type TooManyEntries = { readonly type: 'TooManyEntries'; readonly limit: number };
export type StaleEntry = { readonly type: 'StaleVersion'; readonly currentVersion?: number };

/** One offer of a department's waitlist, as it is kept for good. */
export type WaitlistOffer = {
  readonly departmentId: DepartmentId;
  readonly entryId: WaitlistEntryId;
  readonly appointmentId: AppointmentId;
  readonly isOutOfTurn: boolean;
  /** With this offer counted. */
  readonly turn: Turn;
  readonly at: Date;
};

/** Entries of the waitlist (L1–L5). */
export interface WaitlistStore {
  /** Of one person at once, however many join in however many transactions, no two live ones for a target and at most `limit`. */
  add(entry: WaitlistEntry, limit: number): Promise<Result<void, AlreadyWaiting | TooManyEntries>>;
  find(id: WaitlistEntryId): Promise<WaitlistEntry | undefined>;
  /** The one to which this held seat is offered now. */
  offeredAs(appointmentId: AppointmentId): Promise<WaitlistEntry | undefined>;
  /** Succeeds only if the stored version is `expectedVersion`. */
  update(entry: WaitlistEntry, expectedVersion: number): Promise<Result<void, StaleEntry>>;
  /** Whether somebody waits for a seat of this session since before `before`; asked by everybody, of everybody. */
  someoneWaits(sessionId: ClinicSessionId, before: Date): Promise<boolean>;
  /** Everybody who waits for a seat of this session since before `before`: the longest first. */
  waitingFor(sessionId: ClinicSessionId, before: Date): Promise<readonly WaitlistEntry[]>;
  /** Until the end of the transaction nobody else chooses for this department; answers what was offered so far (L2). */
  turnOf(departmentId: DepartmentId): Promise<Turn>;
  /** Keeps the offer. Each number is given once, and never is more than a fifth of the offers out of turn. */
  recordOffer(offer: WaitlistOffer): Promise<void>;
  /** Those that wait or are paused and whose last wanted date was over at `now` on the clinic's calendar (L5). */
  lapsed(now: Date, limit: number): Promise<readonly WaitlistEntryId[]>;
}
