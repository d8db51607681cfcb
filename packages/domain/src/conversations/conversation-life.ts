import type { Order } from '../orders/index.js';
import { minutesAfter } from '../shared/clock.js';
import { done, err, type Result } from '../shared/result.js';
import { overAt } from '../visits/index.js';

/** For how long after its end something can still be said about an order. */
export const WRITABLE_MINUTES = 24 * 60;

/** No escort has accepted yet: there is nobody to talk to (O6). */
export type ConversationNotOpen = { readonly type: 'ConversationNotOpen' };
/** The order ended a day ago; what was said can still be read. */
export type ConversationClosed = { readonly type: 'ConversationClosed'; readonly closedAt: Date };

const isDisputed = ({ dispute }: Pick<Order, 'dispute'>): boolean =>
  dispute === 'open' || dispute === 'in_review';

/** From when on a conversation is read only: a day after the order's end; never while it goes on or is disputed. */
export const closesAt = (order: Order): Date | undefined => {
  const over = overAt(order);
  return over === undefined || isDisputed(order) ? undefined : minutesAfter(over, WRITABLE_MINUTES);
};

/** Opened by the first acceptance (O6); once something was said it stays so, also while the next escort is searched. */
const isOpened = ({ shifts }: Pick<Order, 'shifts'>, lastSeq: number): boolean =>
  lastSeq > 0 || shifts.some(({ cover }) => cover.kind === 'accepted');

/** Whether something may be said about the order at `now`, after `lastSeq` messages. */
export const permitWriting = (
  order: Order,
  lastSeq: number,
  now: Date,
): Result<void, ConversationNotOpen | ConversationClosed> => {
  if (!isOpened(order, lastSeq)) return err({ type: 'ConversationNotOpen' });
  const closedAt = closesAt(order);
  return closedAt !== undefined && now >= closedAt ? err({ type: 'ConversationClosed', closedAt }) : done;
};
