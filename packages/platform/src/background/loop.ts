import { setTimeout as pause } from 'node:timers/promises';
import { type Log, wordOf } from '../log.js';

export type Loop = { stop(): Promise<void> };

/**
 * Runs `work` again and again until stopped. It rests `restMs` when there was nothing to do, and longer after each
 * failure in a row; a failure is logged and never ends the loop.
 */
export const startLoop = (
  name: string,
  log: Log,
  work: (signal: AbortSignal) => Promise<'busy' | 'idle'>,
  restMs: number,
): Loop => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rest = (milliseconds: number) => pause(milliseconds, undefined, { signal }).catch(() => undefined);
  const run = async () => {
    for (let failures = 0; !signal.aborted; ) {
      try {
        const state = await work(signal);
        failures = 0;
        if (state === 'idle') await rest(restMs);
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
