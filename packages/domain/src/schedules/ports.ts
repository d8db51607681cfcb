import type { ClinicSessionId, DoctorId, RoomId } from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type { TimeRange } from '../shared/time-range.js';
import type { ClinicSession } from './clinic-session.js';
import type { CapacityBelowSold } from './session-life.js';

export type StaleSession = { readonly type: 'StaleVersion'; readonly currentVersion?: number };
/** Another session occupies the doctor's or the room's time. */
export type DoctorOccupied = { readonly type: 'DoctorOccupied'; readonly doctorId: DoctorId };
export type RoomOccupied = { readonly type: 'RoomOccupied'; readonly roomId: RoomId };
export type Occupied = DoctorOccupied | RoomOccupied;

/**
 * Clinic sessions. Of those that occupy time no two overlap for a doctor or for a room, whoever writes at once (C7, BK2).
 * After a refusal the transaction is to be rolled back.
 */
export interface ClinicSessionStore {
  find(id: ClinicSessionId): Promise<ClinicSession | undefined>;
  /** All or none. Fails with what is occupied; sessions that occupy nothing never clash. */
  insert(sessions: readonly ClinicSession[]): Promise<Result<void, Occupied>>;
  /**
   * Succeeds only if the stored version is `expectedVersion`. Seats that were taken meanwhile stay taken: `remaining` moves by
   * what the capacity moves by, and `CapacityBelowSold` says that so many are not left.
   */
  update(
    session: ClinicSession,
    expectedVersion: number,
  ): Promise<Result<void, StaleSession | Occupied | CapacityBelowSold>>;
  /** Sessions of these doctors or in these rooms that occupy a part of `during`, earliest first: what a preview is held against. */
  occupying(
    who: { readonly doctorIds: readonly DoctorId[]; readonly roomIds: readonly RoomId[] },
    during: TimeRange,
  ): Promise<readonly ClinicSession[]>;
  /** Published sessions whose release is due, earliest first (C35). */
  dueForRelease(now: Date, limit: number): Promise<readonly ClinicSessionId[]>;
  /** Released sessions that are over, the longest over first (6.8, C35). */
  dueForClosing(now: Date, limit: number): Promise<readonly ClinicSessionId[]>;
}
