import { setTimeout as pause } from 'node:timers/promises';
import type { LedgerBooks } from '@banzhen/domain/ledger';
import type { IdSource } from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { VisitStores } from '@banzhen/domain/visits';
import type { Database } from './database.js';
import { databaseFailure } from './database-failure.js';
import { postgresLedgerBooks } from './ledger/postgres-ledger-books.js';
import type { MembershipPolicyCache } from './membership/postgres-membership-policies.js';
import type { OutboxNews } from './messaging/outbox-news.js';
import type { PolicyCache } from './orders/postgres-policies.js';
import type { FieldSealer } from './sealing/field-sealer.js';
import type { SealedDatabase } from './sealing/sealed-database.js';
import { uuidv7Ids } from './uuidv7.js';
import { postgresVisitStores, type StoreParts } from './visit-stores.js';

const MOST_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 250;

/** Carries a refusal out of a transaction so that it rolls back. */
class RollBack extends Error {
  readonly result: Result<never, unknown>;

  constructor(result: Result<never, unknown>) {
    super('the work was refused');
    this.result = result;
  }
}

const jitteredPause = (attempt: number): number =>
  Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);

/** Runs `work` again after a serialization failure or a deadlock, up to eight times (BK6); throws `DatabaseFailure`. */
export const retried = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (thrown) {
      const failure = databaseFailure(thrown);
      if (!failure) throw thrown;
      if (!failure.isRetryable || attempt === MOST_ATTEMPTS) throw failure;
      await pause(jitteredPause(attempt));
    }
  }
};

/** One transaction, run again as `retried` says, that rolls back when `work` answers a refusal. */
export const transact = async <T, E>(
  db: Database,
  work: (tx: Database) => Promise<Result<T, E>>,
): Promise<Result<T, E>> => {
  try {
    return await retried(() =>
      db.transaction(async (tx) => {
        const answer = await work(tx);
        if (!answer.ok) throw new RollBack(answer);
        return answer;
      }),
    );
  } catch (thrown) {
    if (thrown instanceof RollBack) return thrown.result as Result<T, E>;
    throw thrown;
  }
};

export type UnitOfWorkParts = {
  readonly sealer: FieldSealer;
  readonly news: OutboxNews;
  readonly ids?: IdSource;
};

/** Transactions on stores that may leave messages, which the relay is told of once they are committed. */
export const unitOfWorkOn = <Stores>(
  db: Database,
  { sealer, news, ids = uuidv7Ids() }: UnitOfWorkParts,
  storesOn: (tx: Database, parts: StoreParts) => Stores,
): UnitOfWork<Stores> => {
  const policies: PolicyCache = new Map();
  const membershipPolicies: MembershipPolicyCache = new Map();
  return {
    async run(work) {
      let hasNews = false;
      const onMessage = () => {
        hasNews = true;
      };
      const result = await transact(db, (tx) => {
        hasNews = false;
        return work(storesOn(tx, { sealer, ids, policies, membershipPolicies, onMessage }));
      });
      if (result.ok && hasNews) news.announce();
      return result;
    },
  };
};

/** Transactions about visits, READ COMMITTED: rows are guarded by versions, constraints and locks of single rows (5.10). */
export const postgresUnitOfWork = (db: Database, parts: UnitOfWorkParts): UnitOfWork<VisitStores> =>
  unitOfWorkOn(db, parts, postgresVisitStores);

/** What a screen is read from: the stores of visits, the books, and the transaction itself for queries of its own. */
export type ReadingStores = VisitStores & {
  readonly books: LedgerBooks;
  readonly sealed: SealedDatabase;
};

/** The same transactions for reads: whoever asks is told once for all that a screen shows, and its audit is part of it. */
export const postgresReadings = (db: Database, parts: UnitOfWorkParts): UnitOfWork<ReadingStores> =>
  unitOfWorkOn(db, parts, (tx, storeParts) => ({
    ...postgresVisitStores(tx, storeParts),
    books: postgresLedgerBooks(tx),
    sealed: { db: tx, sealer: parts.sealer },
  }));
