import type { Limit } from './limit.js';

/** Whether a call is within its limit: how many more are, in this window, and when that ends, in whole seconds. */
export type Taken =
  | { readonly isWithin: true; readonly left: number; readonly resetSeconds: number }
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
