import type { Result } from './result.js';

export interface UnitOfWork<Stores> {
  /**
   * Commits when `work` returns ok; rolls back when it returns an error or throws. Serialization failures and deadlocks
   * are retried, so `work` may run more than once: it keeps no state outside and calls nothing but `stores`.
   */
  run<T, E>(work: (stores: Stores) => Promise<Result<T, E>>): Promise<Result<T, E>>;
}
