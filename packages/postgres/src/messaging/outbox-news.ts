import type { StopSignal } from '@banzhen/domain/messaging';

/** Tells relays that the outbox may have something: a hint, which may be late, doubled or lost. */
export interface OutboxNews {
  announce(): void;
  /** Ends at the next announcement, after `timeoutMs`, or when `signal` is aborted. */
  wait(timeoutMs: number, signal: StopSignal): Promise<void>;
  close(): Promise<void>;
}

/** News within this process. An announcement that nobody waits for is kept for the next who does. */
export const inProcessNews = (): OutboxNews => {
  const waiting = new Set<() => void>();
  const heard = new WeakSet<StopSignal>();
  let isNews = false;
  const wakeAll = () => {
    for (const wake of [...waiting]) wake();
  };
  /** Once per signal: a relay waits with the same one for as long as it lives. */
  const wakeOnAbort = (signal: StopSignal) => {
    if (heard.has(signal)) return;
    heard.add(signal);
    signal.addEventListener('abort', wakeAll, { once: true });
  };
  return {
    announce() {
      isNews = waiting.size === 0;
      wakeAll();
    },
    wait(timeoutMs, signal) {
      if (isNews || signal.aborted) {
        isNews = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, timeoutMs);
        waiting.add(wake);
        wakeOnAbort(signal);
      });
    },
    async close() {
      wakeAll();
    },
  };
};
