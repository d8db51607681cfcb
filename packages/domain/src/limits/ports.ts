import type { Limit } from './limit.js';

/** Whether a call is within its limit, and if not, when its window ends. */
export type Taken =
  | { readonly isWithin: true }
  | { readonly isWithin: false; readonly retryAfterSeconds: number };

/**
 * Counts calls by key in windows. Of any number of calls at once, from any process that shares the store, no more than
 * `limit.calls` are within one window.
 */
export interface RateLimiter {
  /** Takes `cost` calls from the window of `key`; rejects soon when the store is out of reach. */
  take(key: string, cost: number, limit: Pick<Limit, 'calls' | 'seconds'>): Promise<Taken>;
  close(): Promise<void>;
}
