import { seatQueue } from '@banzhen/domain/clinics';
import { type ClinicSessionId, idFrom } from '@banzhen/domain/shared/ids';
import { describe, expect, it } from 'vitest';

const session = (no: number) => idFrom<ClinicSessionId>(`01900000-0013-7000-8000-00000000000${no}`);

/** A store that says when it is done, and remembers what it was asked together. */
const aStore = () => {
  const batches: (readonly string[])[] = [];
  const waiting: (() => void)[] = [];
  return {
    batches,
    take: async (_session: ClinicSessionId, wishes: readonly string[]) => {
      batches.push(wishes);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return wishes.map((wish) => `seat for ${wish}`);
    },
    /** Ends the batch that has been under way longest, and lets the next one begin. */
    async end() {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

describe('the queue at the seats of a session', () => {
  it('sends one alone at once, gathers the others meanwhile, and answers each with its own', async () => {
    const { take, batches, end } = aStore();
    const ask = seatQueue(take);
    const answers = Promise.all(['a', 'b', 'c'].map((wish) => ask(session(1), wish)));
    expect(batches).toEqual([['a']]);
    await end();
    expect(batches).toEqual([['a'], ['b', 'c']]);
    await end();
    expect(await answers).toEqual(['seat for a', 'seat for b', 'seat for c']);
  });

  it('keeps sessions apart', async () => {
    const { take, batches, end } = aStore();
    const ask = seatQueue(take);
    const answers = Promise.all([ask(session(1), 'a'), ask(session(2), 'b')]);
    expect(batches).toEqual([['a'], ['b']]);
    await end();
    await end();
    expect(await answers).toEqual(['seat for a', 'seat for b']);
  });

  it('takes no more at once than told, in the order in which they came', async () => {
    const { take, batches, end } = aStore();
    const ask = seatQueue(take, { mostAtOnce: 2 });
    const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map((wish) => ask(session(1), wish)));
    for (let batch = 0; batch < 3; batch++) await end();
    await answers;
    expect(batches).toEqual([['a'], ['b', 'c'], ['d', 'e']]);
  });

  it('keeps two with the same mark out of one batch', async () => {
    const { take, batches, end } = aStore();
    const ask = seatQueue(take, { markOf: (wish) => wish[0] });
    const answers = Promise.all(['a', 'k1', 'b', 'k2'].map((wish) => ask(session(1), wish)));
    for (let batch = 0; batch < 3; batch++) await end();
    await answers;
    expect(batches).toEqual([['a'], ['k1', 'b'], ['k2']]);
  });

  it('takes a failed batch again one by one, so that one fault harms one', async () => {
    const tried: (readonly string[])[] = [];
    const ask = seatQueue(async (_session, wishes: readonly string[]) => {
      tried.push(wishes);
      if (wishes.includes('bad')) throw new Error('this one cannot be');
      return wishes;
    });
    const answers = await Promise.allSettled(
      ['first', 'good', 'bad', 'fine'].map((wish) => ask(session(1), wish)),
    );
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(tried).toEqual([['first'], ['good', 'bad', 'fine'], ['good'], ['bad'], ['fine']]);
  });

  it('begins anew when everybody has been served', async () => {
    const ask = seatQueue(async (_session, wishes: readonly string[]) => wishes);
    expect(await ask(session(1), 'a')).toBe('a');
    expect(await ask(session(1), 'b')).toBe('b');
  });
});
