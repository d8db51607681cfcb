import type { LiveFeed, Message } from '@banzhen/domain/messaging';

/** LiveFeed of one process, for the embedded mode. A listener that throws harms no other; `onTrouble` hears of it. */
export const inProcessLiveFeed = (onTrouble: (error: unknown) => void = () => undefined): LiveFeed => {
  const listeners = new Set<(message: Message) => void>();
  return {
    async publish(message) {
      for (const listener of [...listeners])
        try {
          listener(message);
        } catch (error) {
          onTrouble(error);
        }
    },
    async subscribe(listener) {
      // The same function may be subscribed twice, and each must end by its own.
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
