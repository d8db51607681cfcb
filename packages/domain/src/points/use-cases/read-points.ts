import { authorizeStanding } from '../../accounts/index.js';
import type { Denied, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { AccountId, TenantId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { balanceOf, type PointsLot, spendableAt } from '../book.js';
import type { PointsEntry } from '../entry.js';
import type { PointsStores } from '../stores.js';
import type { PointsDeps } from './deps.js';

/** The points of an account with a page of what happened to them. */
export type PointsSeen = {
  readonly accountId: AccountId;
  /** The sum of all entries: negative by what is owed. */
  readonly balance: number;
  /** What may be spent now; what has expired does not count. */
  readonly spendable: number;
  /** What was clawed back beyond the balance, and is paid by whatever comes next. */
  readonly debt: number;
  readonly lots: readonly PointsLot[];
  /** The newest first. */
  readonly entries: readonly PointsEntry[];
  /** `before` of the next page; absent on the last. */
  readonly nextCursor?: number;
};

export type PointsPage = {
  readonly limit: number;
  /** Entries with a lower number only. */
  readonly before?: number;
};

type Owner = { readonly tenantId: TenantId; readonly accountId: AccountId };

const seenOf = async (
  { points }: PointsStores,
  { tenantId, accountId }: Owner,
  { limit, before }: PointsPage,
  now: Date,
): Promise<PointsSeen> => {
  const book = await points.book(tenantId, accountId);
  const found = await points.entriesOf(accountId, limit + 1, before);
  const entries = found.slice(0, limit);
  const last = found.length > limit ? entries.at(-1) : undefined;
  return {
    accountId,
    balance: balanceOf(book),
    spendable: spendableAt(book, now),
    debt: book.debt,
    lots: book.lots,
    entries,
    ...(last ? { nextCursor: last.seq } : {}),
  };
};

/** The caller's own points (C34). */
export const makeReadOwnPoints =
  ({ unitOfWork, clock, sessionClock }: PointsDeps) =>
  async (actor: Person, page: PointsPage): Promise<Result<PointsSeen, Denied>> => {
    const by = authorizeStanding('points.read-own', actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<PointsSeen, never>(async (stores) =>
      ok(await seenOf(stores, actor, page, clock.now())),
    );
  };

export type ReadPoints = PointsPage & { readonly accountId: AccountId };

/** The points of an account of the tenant; one of another is not there. */
export const makeReadPoints =
  ({ unitOfWork, clock, sessionClock }: PointsDeps) =>
  async (actor: Person, { accountId, ...page }: ReadPoints): Promise<Result<PointsSeen, Denied>> => {
    const by = authorizeStanding('points.read', actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<PointsSeen, NotFound>(async (stores) => {
      const account = await stores.accounts.find(accountId);
      if (account?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      return ok(await seenOf(stores, { tenantId: account.tenantId, accountId }, page, clock.now()));
    });
  };
