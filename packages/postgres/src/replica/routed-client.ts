import { setTimeout as pause } from 'node:timers/promises';
import { databaseFailure } from '../database-failure.js';
import type { PoolClient } from '../postgres-client.js';
import type { ReplicaWatch } from './replica-watch.js';

export type RoutedClientOptions = {
  readonly primary: PoolClient;
  readonly replica: PoolClient;
  readonly watch: Pick<ReplicaWatch, 'state' | 'distrust'>;
  /** Whether this very read has to see what was just written. */
  readonly mustBeFresh: () => Promise<boolean>;
};

/** A replica that needs longer than this is not worth waiting for. */
const PATIENCE_MS = 2_000;
/** A read that was in the way of what the replica had to replay; the next one may go well. */
const CONFLICT = '40001';
const READ_ONLY = '25006';

class TooSlow extends Error {}

const withPatience = async <T>(work: Promise<T>): Promise<T> => {
  const patience = new AbortController();
  const late = pause(PATIENCE_MS, undefined, { signal: patience.signal }).then(
    () => {
      throw new TooSlow('the replica does not answer');
    },
    () => new Promise<never>(() => undefined),
  );
  return Promise.race([work, late]).finally(() => patience.abort());
};

/** Whether the primary could do better, and whether the replica is to be left alone for now. */
const troubleOf = (thrown: unknown): { readonly isAway: boolean } | undefined => {
  if (thrown instanceof TooSlow) return { isAway: true };
  const failure = databaseFailure(thrown);
  if (failure?.code === CONFLICT || failure?.code === READ_ONLY) return { isAway: false };
  return failure?.isTransient ? { isAway: true } : undefined;
};

/**
 * Transactions that only read, on the replica while it is fresh and nobody has to see more, else on the primary. What fails on
 * the replica for its own sake is read again on the primary, so `work` may run twice.
 */
export const routedClient = ({ primary, replica, watch, mustBeFresh }: RoutedClientOptions): PoolClient => {
  const routed = async <T>(read: (client: PoolClient) => Promise<T>): Promise<T> => {
    if (watch.state() !== 'fresh' || (await mustBeFresh())) return read(primary);
    try {
      return await withPatience(read(replica));
    } catch (thrown) {
      const trouble = troubleOf(thrown);
      if (!trouble) throw thrown;
      if (trouble.isAway) watch.distrust();
      return read(primary);
    }
  };
  return {
    options: primary.options,
    unsafe: () => Promise.reject(new Error('a routed read needs a transaction')),
    begin: (work) => routed((client) => client.begin(work)),
    sendAlone: (statement) => routed((client) => client.sendAlone(statement)),
    savepoint: primary.savepoint,
  };
};
