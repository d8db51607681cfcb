import type { ActorRef, Capacity } from '../shared/actor.js';
import { err, ok, type Result } from '../shared/result.js';
import type { PointsKind } from './entry.js';

export type PointsRow = {
  readonly id: 'T1';
  readonly kind: PointsKind;
  readonly who: readonly Capacity[];
  readonly sign: 'adds' | 'takes' | 'either';
  readonly guard: string;
};

/** Who may move points, and under which guard (T1). */
export const pointsTable: readonly PointsRow[] = [
  { id: 'T1', kind: 'EARN', who: ['SYS'], sign: 'adds', guard: 'expires later than now; what is owed first' },
  { id: 'T1', kind: 'SPEND', who: ['SYS'], sign: 'takes', guard: 'balance of what has not expired' },
  { id: 'T1', kind: 'RESTORE', who: ['SYS'], sign: 'adds', guard: 'no more than that entry has spent' },
  { id: 'T1', kind: 'CLAWBACK', who: ['SYS'], sign: 'takes', guard: 'beyond the balance it is owed' },
  { id: 'T1', kind: 'EXPIRE', who: ['SYS'], sign: 'takes', guard: 'the lot has expired' },
  {
    id: 'T1',
    kind: 'ADJUST',
    who: ['A', 'F'],
    sign: 'either',
    guard: 'cause; takes no more than the balance',
  },
];

export type PointsNotForThisRole = {
  readonly type: 'PointsNotForThisRole';
  readonly kind: PointsKind;
  readonly as: Capacity;
};

/** Refuses whoever the table does not name for this kind. */
export const permitPoints = (kind: PointsKind, by: ActorRef): Result<PointsRow, PointsNotForThisRole> => {
  const row = pointsTable.find((one) => one.kind === kind && one.who.includes(by.as));
  return row ? ok(row) : err({ type: 'PointsNotForThisRole', kind, as: by.as });
};
