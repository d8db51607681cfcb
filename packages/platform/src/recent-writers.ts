import type { AccountId } from '@banzhen/domain/shared/ids';
import type { Marks } from '@banzhen/redis';

/** Who has just changed something, and is to see it in whatever they read next. */
export type RecentWriters = {
  /** To be waited for before the change is answered. Never rejects. */
  note(accountId: AccountId): Promise<void>;
  /** Also when nobody knows. */
  hasWritten(accountId: AccountId): Promise<boolean>;
  close(): Promise<void>;
};

/** Longer than a replica may lag, so that whoever is forgotten finds everything of theirs there. */
const SLACK_MS = 1_000;
/** Enough people that those who wrote are seldom looked through. */
const MOST_KNOWN = 10_000;

/**
 * For a replica that lags at most `maxLagMs`: who wrote that long ago and a second more is there, whichever process they come
 * to. This process remembers its own people; of those of others Redis tells, and while it does not, everybody counts.
 */
export const recentWriters = (
  marks: Marks,
  maxLagMs: number,
  now: () => number = () => performance.now(),
): RecentWriters => {
  const lastsMs = maxLagMs + SLACK_MS;
  const known = new Map<AccountId, number>();
  const forgetOld = (): void => {
    for (const [accountId, until] of known) if (until <= now()) known.delete(accountId);
  };
  return {
    async note(accountId) {
      if (known.size >= MOST_KNOWN) forgetOld();
      known.set(accountId, now() + lastsMs);
      await marks.put(accountId, lastsMs).catch(() => undefined);
    },
    async hasWritten(accountId) {
      if ((known.get(accountId) ?? 0) > now()) return true;
      return marks.has(accountId).catch(() => true);
    },
    close: () => marks.close(),
  };
};

/** Where nothing is read that could be old. */
export const noRecentWriters: RecentWriters = {
  note: async () => undefined,
  hasWritten: async () => true,
  close: async () => undefined,
};
