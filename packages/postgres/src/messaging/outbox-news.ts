import type { StopSignal } from '@banzhen/domain/messaging';

/** Tells whoever waits for work that there may be some: a hint, which may be late, doubled or lost. */
export interface OutboxNews {
  announce(): void;
  /** How many announcements have been heard here so far: for `waitBeyond`. */
  heard(): number;
  /** Ends as soon as more than `count` announcements have been heard, after `timeoutMs`, or when `signal` is aborted. */
  waitBeyond(count: number, timeoutMs: number, signal: StopSignal): Promise<void>;
  /** Ends at the next announcement, after `timeoutMs`, or when `signal` is aborted. */
  wait(timeoutMs: number, signal: StopSignal): Promise<void>;
  close(): Promise<void>;
}

/** News within this process. An announcement that nobody waits for is kept for the next who does. */
export const inProcessNews = (): OutboxNews => {
  const waiting = new Set<() => void>();
  const watched = new WeakSet<StopSignal>();
  let announced = 0;
  /** Up to where `wait` has told of them. */
  let told = 0;
  const wakeAll = () => {
    for (const wake of [...waiting]) wake();
  };
  /** Once per signal: a relay waits with the same one for as long as it lives. */
  const wakeOnAbort = (signal: StopSignal) => {
    if (watched.has(signal)) return;
    watched.add(signal);
    signal.addEventListener('abort', wakeAll, { once: true });
  };
  const waitBeyond: OutboxNews['waitBeyond'] = (count, timeoutMs, signal) => {
    if (announced > count || signal.aborted) return Promise.resolve();
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
  };
  return {
    announce() {
      announced += 1;
      wakeAll();
    },
    heard: () => announced,
    waitBeyond,
    async wait(timeoutMs, signal) {
      await waitBeyond(told, timeoutMs, signal);
      told = announced;
    },
    async close() {
      wakeAll();
    },
  };
};
