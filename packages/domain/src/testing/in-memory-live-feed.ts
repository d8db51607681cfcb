import type { LiveFeed, Message } from '../messaging/index.js';

/** Tells the listeners of this process; one that throws is passed over. */
export const inMemoryLiveFeed = (): LiveFeed => {
  const listeners = new Set<(message: Message) => void>();
  return {
    async publish(message) {
      for (const listener of [...listeners])
        try {
          listener(message);
        } catch {
          // A broken screen is no reason for the others to miss something.
        }
    },
    async subscribe(listener) {
      // The same function may be subscribed twice, and each ends by its own.
      const own = (message: Message) => listener(message);
      listeners.add(own);
      return async () => {
        listeners.delete(own);
      };
    },
    async close() {
      listeners.clear();
    },
  };
};
