import type { Expendable } from './retention.js';

/** Deletes rows that nobody needs any more. */
export interface Pruner {
  /**
   * Deletes at most `limit` rows of `kind` whose use ended before `before`, in a transaction of its own, and answers how
   * many. Rows that another transaction holds are passed over: any number of workers may prune at once, and nobody waits
   * for long.
   *
   * A use ends when a message is acknowledged by its consumers; when the message of an inbox mark can come no more, because
   * it is acknowledged or gone; when a key was claimed; when a timer is finished; when the time of a freed block is over;
   * when a quote that nobody booked, a cancellation quote or an invitation has expired; when a code, a ticket or
   * a session could have been used for the last time, or when a window of tries or a day of a partner's key began; when a delivery of a
   * webhook was made or given up, or would have been due to an endpoint that is removed; when a message of a conversation was said, once its order is over and not disputed and no report of it waits. What is still in use is never deleted.
   */
  prune(kind: Expendable, before: Date, limit: number): Promise<number>;
}
