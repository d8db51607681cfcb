import type { LiveEventDto } from '@banzhen/contracts';
import type { LiveFeed, Message } from '@banzhen/domain/messaging';

const MOST_WAITING = 1000;

/** The feed as an async sequence. A reader too slow for `MOST_WAITING` events loses the oldest: it will look again anyway. */
export async function* liveEvents(
  feed: LiveFeed,
  isWanted: (message: Message) => boolean,
  signal: AbortSignal,
): AsyncGenerator<LiveEventDto & { readonly id: string }> {
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
  try {
    while (!signal.aborted) {
      const message = waiting.shift();
      if (!message) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const { version } = message.payload;
      yield {
        id: message.id,
        orderId: message.aggregateId,
        type: message.type,
        version: typeof version === 'number' ? version : 0,
      };
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await unsubscribe();
  }
}
