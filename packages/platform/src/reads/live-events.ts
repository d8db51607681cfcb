import type { LiveEventDto } from '@banzhen/contracts';
import type { LiveFeed, Message } from '@banzhen/domain/messaging';
import type { Refusal } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';

const MOST_WAITING = 1000;
/** Events that one look at the reader's access may let through. */
const MOST_AT_ONCE = 50;
/** A reader to whom nothing happens is looked at this often. */
const LONGEST_UNCHECKED_MS = 60_000;

export type LiveEvent = LiveEventDto & { readonly id: string };

export type Following = {
  readonly feed: LiveFeed;
  readonly isWanted: (message: Message) => boolean;
  /** Whether the reader may see, at this moment, what they follow. */
  readonly mayStill: () => Promise<Result<unknown, Refusal>>;
  readonly signal: AbortSignal;
  readonly longestUncheckedMs?: number;
};

const eventOf = ({ id, aggregateId, type, payload: { version } }: Message): LiveEvent => ({
  id,
  orderId: aggregateId,
  type,
  version: typeof version === 'number' ? version : 0,
});

/**
 * The feed as an async sequence that ends with a refusal once the reader has lost access: it is looked at before any event
 * is told, and at least once a minute. A reader too slow for `MOST_WAITING` events loses the oldest: it will look again
 * anyway.
 */
export async function* liveEvents({
  feed,
  isWanted,
  mayStill,
  signal,
  longestUncheckedMs = LONGEST_UNCHECKED_MS,
}: Following): AsyncGenerator<Result<LiveEvent, Refusal>> {
  const waiting: Message[] = [];
  let wake: () => void = () => undefined;
  const unsubscribe = await feed.subscribe((message) => {
    if (!isWanted(message)) return;
    waiting.push(message);
    if (waiting.length > MOST_WAITING) waiting.shift();
    wake();
  });
  const stop = () => wake();
  signal.addEventListener('abort', stop, { once: true });
  const somethingToDo = async (): Promise<void> => {
    if (waiting.length > 0 || signal.aborted) return;
    let alarm: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      alarm = setTimeout(resolve, longestUncheckedMs);
    });
    clearTimeout(alarm);
  };
  try {
    for (;;) {
      await somethingToDo();
      if (signal.aborted) return;
      const due = waiting.splice(0, MOST_AT_ONCE);
      const allowed = await mayStill();
      if (!allowed.ok) {
        yield err(allowed.error);
        return;
      }
      for (const message of due) yield ok(eventOf(message));
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await unsubscribe();
  }
}
