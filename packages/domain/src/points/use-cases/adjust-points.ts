import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import { DAY_MS } from '../../shared/clock.js';
import type { KeyReused } from '../../shared/idempotency.js';
import type { AccountId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { balanceOf } from '../book.js';
import type { AdjustmentCause, PointsEntry } from '../entry.js';
import {
  type Adjustment,
  adjustPoints,
  type ExpiryPast,
  type NotEnoughPoints,
  type WrongPoints,
} from '../operations.js';
import type { PointsNotForThisRole } from '../points-table.js';
import type { PointsStores } from '../stores.js';
import type { PointsDeps } from './deps.js';

export type AdjustPoints = {
  readonly accountId: AccountId;
  /** Whole and more than zero. */
  readonly points: number;
  readonly cause: AdjustmentCause;
  readonly idempotencyKey: string;
} & (
  | { readonly direction: 'up' /** After how many whole days they expire. */; readonly days: number }
  | { readonly direction: 'down' }
);
/** The movement, and the balance after it: negative by what is owed. */
export type PointsAdjusted = {
  readonly accountId: AccountId;
  readonly points: number;
  readonly balance: number;
};

type Refused = Denied | KeyReused | PointsNotForThisRole | WrongPoints | ExpiryPast | NotEnoughPoints;

const adjustmentOf = (command: AdjustPoints, bizId: string, now: Date): Adjustment => {
  const { points, cause } = command;
  if (command.direction === 'down') return { bizId, points, cause, direction: 'down' };
  const expiresAt = new Date(now.getTime() + command.days * DAY_MS);
  return { bizId, points, cause, direction: 'up', expiresAt };
};

const isSame = (entry: PointsEntry, { accountId, points, direction, cause }: AdjustPoints): boolean =>
  entry.accountId === accountId &&
  entry.points === (direction === 'up' ? points : -points) &&
  entry.cause === cause;

const adjust = async (
  stores: PointsStores,
  { tenantId, accountId: actorId }: Person,
  command: AdjustPoints,
  act: { readonly now: Date; readonly by: ActorRef },
): Promise<Result<PointsAdjusted & { readonly isNew: boolean }, Refused>> => {
  const { accountId, idempotencyKey: key } = command;
  const account = await stores.accounts.find(accountId);
  if (account?.tenantId !== tenantId) return err({ type: 'NotFound' });
  const bizId = `${actorId}:${key}`;
  const book = await stores.points.lock(tenantId, accountId);
  const earlier = await stores.points.find(tenantId, 'ADJUST', bizId);
  if (earlier)
    return isSame(earlier, command)
      ? ok({ accountId, points: earlier.points, balance: balanceOf(book), isNew: false })
      : err({ type: 'KeyReused', key });
  const adjusted = adjustPoints(book, adjustmentOf(command, bizId, act.now), act);
  if (!adjusted.ok) return adjusted;
  const appended = await stores.points.append(adjusted.value);
  // Found under no lock of this account: the same key has just been used for another one.
  if (!appended.ok) return err({ type: 'KeyReused', key });
  const points = command.direction === 'up' ? command.points : -command.points;
  return ok({ accountId, points, balance: balanceOf(adjusted.value.book), isNew: true });
};

/** T1 ADJUST by administrators and finance, for a cause of a list (A*); the same key adjusts once. */
export const makeAdjustPoints =
  (deps: PointsDeps) =>
  (actor: Person, origin: Origin, command: AdjustPoints): Promise<Result<PointsAdjusted, Refused>> => {
    const { accountId, cause } = command;
    const audited = byPerson('points.adjust', actor, origin, { kind: 'account', id: accountId });
    return recordRefusal(deps, audited, async () => {
      const by = authorizeStanding('points.adjust', actor, deps.sessionClock.now());
      if (!by.ok) return by;
      return deps.unitOfWork.run<PointsAdjusted, Refused>(async (stores) => {
        const now = deps.clock.now();
        const adjusted = await adjust(stores, actor, command, { now, by: by.value });
        if (!adjusted.ok) return adjusted;
        const { isNew, ...answer } = adjusted.value;
        const facts = { points: answer.points, cause, isNew };
        await recordDone(stores, { ...audited, actor: by.value }, now, facts);
        return ok(answer);
      });
    });
  };
