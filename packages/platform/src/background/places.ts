import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log.js';
import { type Loop, type News, startLoop } from './loop.js';

const REST_MS = 500;

/** Ends with the first of them, or after a rest. */
const anyOf = async (running: ReadonlySet<Promise<void>>): Promise<void> => {
  const over = new AbortController();
  const resting = pause(REST_MS, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([...running, resting]);
  over.abort();
};

export type PlacesWork<Claimed> = {
  readonly name: string;
  readonly log: Log;
  readonly news: News | undefined;
  /** How many are worked on at once. */
  readonly places: number;
  claim(limit: number): Promise<readonly Claimed[]>;
  /** Throws nothing. */
  work(claimed: Claimed): Promise<void>;
};

/** Works on what is due, as much at once as there are places; a place that is free takes the next. */
export const startPlaces = <Claimed>({ name, log, news, places, claim, work }: PlacesWork<Claimed>): Loop => {
  const running = new Set<Promise<void>>();
  const loop = startLoop(
    name,
    log,
    async () => {
      const claimed = await claim(places - running.size);
      for (const one of claimed) {
        const begun: Promise<void> = work(one).finally(() => running.delete(begun));
        running.add(begun);
      }
      const begun = running.size;
      // Nothing more can be begun in a full house, nor where the places of each are taken, before a place is free.
      if (begun > 0) await anyOf(running);
      return claimed.length > 0 || running.size < begun ? 'busy' : 'idle';
    },
    REST_MS,
    news,
  );
  return {
    async stop() {
      await loop.stop();
      await Promise.all(running);
    },
  };
};
