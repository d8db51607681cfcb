import { setTimeout as pause } from 'node:timers/promises';
import { type Log, wordOf } from '../log.js';

export type Loop = { stop(): Promise<void> };

/** A process that has its data alone hears of everything that is written: until then only time can bring work. */
export type News = {
  heard(): number;
  waitBeyond(count: number, timeoutMs: number, signal: AbortSignal): Promise<void>;
};

/** By how much what time brings may be late where news lengthen the rest. */
const LONGEST_REST_MS = 2_000;

/**
 * Runs `work` again and again until stopped. It rests `restMs` when there was nothing to do, with `news` until there are some
 * but two seconds at most, and longer after each failure in a row; a failure is logged and never ends the loop.
 */
export const startLoop = (
  name: string,
  log: Log,
  work: (signal: AbortSignal) => Promise<'busy' | 'idle'>,
  restMs: number,
  news?: News,
): Loop => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rest = (milliseconds: number) => pause(milliseconds, undefined, { signal }).catch(() => undefined);
  const run = async () => {
    for (let failures = 0; !signal.aborted; ) {
      try {
        const heard = news?.heard() ?? 0;
        const state = await work(signal);
        failures = 0;
        if (state === 'busy') continue;
        await rest(restMs);
        if (restMs < LONGEST_REST_MS) await news?.waitBeyond(heard, LONGEST_REST_MS - restMs, signal);
      } catch (cause) {
        failures += 1;
        if (!signal.aborted) log.error('background.failed', { loop: wordOf(name), failures, cause });
        await rest(Math.min(30_000, restMs * 2 ** Math.min(failures, 8)));
      }
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
};
