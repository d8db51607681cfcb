import type { AccountId } from './ids.js';
import type { Result } from './result.js';

/** The same key came with another request (422). */
export type KeyReused = { readonly type: 'KeyReused'; readonly key: string };

/** The first request with this key is being answered at this moment; the same again, soon, gets its answer (409). */
export type RequestRunning = { readonly type: 'RequestRunning'; readonly retryAfterSeconds: number };

export type Once = {
  readonly accountId: AccountId;
  readonly operation: string;
  /** Made and kept by the client before it sends (8–100 characters). */
  readonly key: string;
  /** A digest of the request. */
  readonly requestHash: string;
};

/** Keys of requests whose effect must happen once, kept in the effect's own transaction (IN3). */
export interface IdempotencyStore {
  /**
   * Claims the key for this transaction. A first claim answers `undefined`; a repeated one waits for the first to end
   * and answers what it recorded. Fails with `KeyReused` when the key came with another request.
   */
  claim(once: Once, now: Date): Promise<Result<{ readonly answer: unknown } | undefined, KeyReused>>;
  /** As `claim`, for whoever would rather come again than wait: fails with `RequestRunning` while the first one is under way. */
  claimNow(
    once: Once,
    now: Date,
  ): Promise<Result<{ readonly answer: unknown } | undefined, KeyReused | RequestRunning>>;
  /** Records the answer that a repeated request will get: ids only. */
  record(once: Once, answer: unknown): Promise<void>;
  /**
   * `claim` and `record` in one step, for a batch: each request that nobody made before is claimed and will be answered with
   * `answer`, unless it is released.
   */
  claimAll(
    all: readonly { readonly once: Once; readonly answer: unknown }[],
    now: Date,
  ): Promise<readonly Result<{ readonly answer: unknown } | undefined, KeyReused>[]>;
  /** Gives claims of this transaction back: nothing was done for them. */
  release(all: readonly Once[]): Promise<void>;
}
