import type { ClinicSessionId } from '../shared/ids.js';
import { overlaps, sameRange } from '../shared/time-range.js';
import { type ClinicSession, isOccupying, type PlannedSession } from './clinic-session.js';
import { sameSeatPlan } from './seat-plan.js';

export type ConflictReason = 'same-doctor' | 'same-room' | 'existing-doctor' | 'existing-room';

/** A planned session that cannot be published, and what stands in its way. */
export type ScheduleConflict = {
  readonly plan: PlannedSession;
  readonly reason: ConflictReason;
  readonly existing?: ClinicSessionId;
};

/** What publishing would do: every planned session is in exactly one of the lists. */
export type SchedulePreview = {
  readonly creates: readonly PlannedSession[];
  readonly unchanged: readonly PlannedSession[];
  readonly conflicts: readonly ScheduleConflict[];
};

const isSame = (plan: PlannedSession, session: ClinicSession): boolean =>
  plan.doctorId === session.doctorId &&
  plan.roomId === session.roomId &&
  plan.departmentId === session.departmentId &&
  sameRange(plan.during, session.during) &&
  sameSeatPlan(plan.seats, session.seats);

const clashOf = <Session extends PlannedSession>(
  plan: PlannedSession,
  others: readonly Session[],
): Session | undefined =>
  others.find(
    (other) =>
      (other.doctorId === plan.doctorId || other.roomId === plan.roomId) &&
      overlaps(other.during, plan.during),
  );

const conflictOf = (
  plan: PlannedSession,
  existing: readonly ClinicSession[],
  accepted: readonly PlannedSession[],
): ScheduleConflict | undefined => {
  const there = clashOf(plan, existing);
  if (there) {
    const reason = there.doctorId === plan.doctorId ? 'existing-doctor' : 'existing-room';
    return { plan, reason, existing: there.id };
  }
  const planned = clashOf(plan, accepted);
  return planned && { plan, reason: planned.doctorId === plan.doctorId ? 'same-doctor' : 'same-room' };
};

/** Days of a doctor or a room, so that each plan is held against a handful of others. */
const byDay = <Session extends PlannedSession>(
  sessions: readonly Session[],
): ReadonlyMap<string, Session[]> => {
  const days = new Map<string, Session[]>();
  for (const session of sessions)
    for (const day of keysOf(session)) days.set(day, [...(days.get(day) ?? []), session]);
  return days;
};

const keysOf = ({ visitOn, doctorId, roomId }: PlannedSession): readonly string[] => [
  `${doctorId}/${visitOn}`,
  `${roomId}/${visitOn}`,
];

const near = <Session extends PlannedSession>(
  days: ReadonlyMap<string, Session[]>,
  plan: PlannedSession,
): readonly Session[] => keysOf(plan).flatMap((key) => days.get(key) ?? []);

/**
 * Says before anything is published what would be created, what is there already, and what clashes and why (C6, C7). Of
 * two plans that clash with one another the earlier one in the list is created. Drafts and closed sessions occupy nobody.
 */
export const previewSchedule = (
  plans: readonly PlannedSession[],
  existing: readonly ClinicSession[],
): SchedulePreview => {
  const there = byDay(existing.filter(isOccupying));
  const accepted = new Map<string, PlannedSession[]>();
  const creates: PlannedSession[] = [];
  const unchanged: PlannedSession[] = [];
  const conflicts: ScheduleConflict[] = [];
  for (const plan of plans) {
    const around = near(there, plan);
    const conflict = conflictOf(plan, around, near(accepted, plan));
    if (around.some((session) => isSame(plan, session))) unchanged.push(plan);
    else if (conflict) conflicts.push(conflict);
    else {
      creates.push(plan);
      for (const key of keysOf(plan)) accepted.set(key, [...(accepted.get(key) ?? []), plan]);
    }
  }
  return { creates, unchanged, conflicts };
};
