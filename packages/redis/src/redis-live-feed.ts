import type { LiveFeed, Message } from '@banzhen/domain/messaging';
import { messageFromText } from './message-text.js';
import { type OnTrouble, readyWithin, sendingConnection, waitingConnection } from './redis-connections.js';

export type RedisLiveFeedOptions = {
  readonly url: string;
  readonly channel: string;
  readonly onTrouble?: OnTrouble;
};

const CONNECT_LIMIT_MS = 2000;

/**
 * LiveFeed on Redis publish/subscribe. While Redis is away messages are lost (`onTrouble` hears of it) and nobody is held
 * up; listeners hear again once it is back.
 */
export const redisLiveFeed = ({
  url,
  channel,
  onTrouble = () => undefined,
}: RedisLiveFeedOptions): LiveFeed => {
  const sending = sendingConnection(url, onTrouble);
  const listeners = new Set<(message: Message) => void>();
  const tell = (message: Message) => {
    for (const listener of listeners)
      try {
        listener(message);
      } catch (error) {
        onTrouble(error instanceof Error ? error : new Error(String(error)));
      }
  };
  const receive = () => {
    const opened = waitingConnection(url, onTrouble);
    opened.connection.on('message', (_, text) => {
      const message = messageFromText(text);
      if (message !== undefined) tell(message);
    });
    const subscribed = opened.connection.subscribe(channel).catch(onTrouble);
    return { ...opened, subscribed };
  };
  let received: ReturnType<typeof receive> | undefined;
  return {
    async publish(message) {
      try {
        if (await readyWithin(sending, CONNECT_LIMIT_MS))
          await sending.publish(channel, JSON.stringify(message));
      } catch (error) {
        onTrouble(error instanceof Error ? error : new Error(String(error)));
      }
    },
    async subscribe(listener) {
      received ??= receive();
      const { connection, subscribed } = received;
      // The same function may be subscribed twice, and each must end by its own.
      const own = (message: Message) => listener(message);
      listeners.add(own);
      if (await readyWithin(connection, CONNECT_LIMIT_MS)) await subscribed;
      return async () => {
        listeners.delete(own);
      };
    },
    async close() {
      listeners.clear();
      received?.closeAll();
      sending.disconnect();
    },
  };
};
