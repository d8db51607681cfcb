import type { AccountId, TenantId } from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type { PointsBook } from './book.js';
import type { PointsEntry, PointsKind } from './entry.js';
import type { PointsOutcome } from './movement.js';
import type { SpentPoints } from './operations.js';

/** This kind of movement was booked for this business before; nothing of the call counts. */
export type AlreadyBooked = {
  readonly type: 'AlreadyBooked';
  readonly kind: PointsKind;
  readonly bizId: string;
};

/** The append-only points of all accounts (T1, C34). */
export interface PointsStore {
  /**
   * The book of an account as it stands. Whoever else locks it waits until this transaction ends, so that what is decided
   * on the book still holds when it is appended.
   */
  lock(tenantId: TenantId, accountId: AccountId): Promise<PointsBook>;
  /** The same to look at: whoever decides on it must have locked it. */
  book(tenantId: TenantId, accountId: AccountId): Promise<PointsBook>;
  /**
   * Adds the movements of a locked account and keeps the book that they lead to. Fails with `AlreadyBooked` where one of
   * their kind and business is there in the tenant; the transaction must be refused then. Throws where they do not follow
   * from the account's last entry.
   */
  append(outcome: PointsOutcome): Promise<Result<void, AlreadyBooked>>;
  /** The entry of a kind for a business, for whoever asks a second time. */
  find(tenantId: TenantId, kind: PointsKind, bizId: string): Promise<PointsEntry | undefined>;
  /** What was spent for a business, and what of it was restored. */
  spentFor(tenantId: TenantId, bizId: string): Promise<SpentPoints | undefined>;
  /** The newest first, at most `limit` of those before `beforeSeq`. */
  entriesOf(accountId: AccountId, limit: number, beforeSeq?: number): Promise<readonly PointsEntry[]>;
}

/** Finds work for the EXPIRE job; a read outside any transaction. */
export interface ExpiringPoints {
  /** At most `limit` accounts that have something left in a lot that has expired at `now`, the longest expired first. */
  due(
    now: Date,
    limit: number,
  ): Promise<readonly { readonly tenantId: TenantId; readonly accountId: AccountId }[]>;
}
