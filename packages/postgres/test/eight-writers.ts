import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@banzhen/postgres';
import { feedsReached } from '@banzhen/postgres/testing';

const WRITERS = 8;
const EACH = 60;

/** How many messages there are in the end. */
export const MESSAGES = WRITERS * EACH;

/** How long a transaction stays open, ms: every third one lingers, so that commits overtake each other. */
export const lingerOf = (number: number): number => (number % 3 === 0 ? 5 : 0);

/**
 * Eight writers at once, each with its messages one after the other, beside readers that go on until the writers have ended, the
 * feeds tell all of it and nothing is left. A reader answers how many it has found this time.
 */
export const besideWriters = async (
  db: Database,
  write: (writer: number, number: number) => Promise<unknown>,
  ...readers: readonly (() => Promise<number>)[]
): Promise<void> => {
  let isWriting = true;
  const readOn = async (read: () => Promise<number>) => {
    for (;;) {
      const wasWriting = isWriting;
      const found = await read();
      if (found === 0 && !wasWriting) return;
      if (found === 0) await pause(1);
    }
  };
  const reading = readers.map(readOn);
  const writing = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let number = 0; number < EACH; number += 1) await write(writer, number);
  });
  await Promise.all(writing)
    .then(() => feedsReached(db))
    .finally(() => {
      isWriting = false;
    });
  await Promise.all(reading);
};
