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

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const names = (count: number, prefix = 'w') => Array.from({ length: count }, (_, no) => `${prefix}${no}`);

describe('the queue at the seats of a session', () => {
  it('sends one alone, gathers who came with them, and answers each with their own', async () => {
    const { take, batches, end } = aStore();
    const ask = seatQueue(take, { pause });
    const answers = Promise.all(['a', 'b', 'c'].map((wish) => ask(session(1), wish)));
    await pause();
    expect(batches).toEqual([['a', 'b', 'c']]);
    await end();
    expect(await answers).toEqual(['seat for a', 'seat for b', 'seat for c']);
  });

  it('of a crowd sends one half while the other is under way, and no third batch', async () => {
    const { take, batches, end } = aStore();
    const ask = seatQueue(take, { pause });
    const first = names(40).map((wish) => ask(session(1), wish));
    await pause();
    expect(batches.map(({ length }) => length)).toEqual([20, 20]);
    const second = names(30, 'later').map((wish) => ask(session(1), wish));
    await pause();
    expect(batches).toHaveLength(2);
    await end();
    await pause();
    expect(batches.map(({ length }) => length)).toEqual([20, 20, 25]);
    for (let batch = 0; batch < 4; batch++) {
      await end();
      await pause();
    }
    await Promise.all([...first, ...second]);
    expect(batches.flat()).toEqual([...names(40), ...names(30, 'later')]);
  });

  it('waits for the batch under way while fewer have come than it has', async () => {
    const { take, batches, end } = aStore();
    const ask = seatQueue(take, { pause, mostAtOnce: 20 });
    const first = names(8).map((wish) => ask(session(1), wish));
    await pause();
    const second = names(7, 'later').map((wish) => ask(session(1), wish));
    await pause();
    expect(batches).toHaveLength(1);
    await end();
    await pause();
    expect(batches.map(({ length }) => length)).toEqual([8, 7]);
    await end();
    await Promise.all([...first, ...second]);
  });

  it('keeps sessions apart', async () => {
    const { take, batches, end } = aStore();
    const ask = seatQueue(take, { pause });
    const answers = Promise.all([ask(session(1), 'a'), ask(session(2), 'b')]);
    await pause();
    expect(batches).toEqual([['a'], ['b']]);
    await end();
    await end();
    expect(await answers).toEqual(['seat for a', 'seat for b']);
  });

  it('takes no more at once than told, in the order in which they came', async () => {
    const { take, batches, end } = aStore();
    const ask = seatQueue(take, { pause, mostAtOnce: 2 });
    const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map((wish) => ask(session(1), wish)));
    await pause();
    for (let batch = 0; batch < 3; batch++) {
      await end();
      await pause();
    }
    await answers;
    expect(batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  const marksOf = (wish: string) => [wish.slice(0, 1)];

  it('lets who has the mark of one under way wait for its answer, and nobody else', async () => {
    const { take, batches, end } = aStore();
    const ask = seatQueue(take, { pause, marksOf });
    const first = ask(session(1), 'a1');
    await pause();
    const others = ['c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const later = Promise.all(['a2', ...others].map((wish) => ask(session(1), wish)));
    await pause();
    expect(batches).toEqual([['a1'], others]);
    for (let batch = 0; batch < 3; batch++) {
      await end();
      await pause();
    }
    await Promise.all([first, later]);
    expect(batches).toEqual([['a1'], others, ['a2']]);
  });

  it('keeps two with the same mark out of one batch', async () => {
    const { take, batches, end } = aStore();
    const ask = seatQueue(take, { pause, marksOf });
    const answers = Promise.all(['k1', 'b', 'k2', 'c', 'k3'].map((wish) => ask(session(1), wish)));
    await pause();
    for (let batch = 0; batch < 3; batch++) {
      await end();
      await pause();
    }
    await answers;
    expect(batches).toEqual([['k1', 'b', 'c'], ['k2'], ['k3']]);
  });

  it('takes a failed batch again one by one, so that one fault harms one', async () => {
    const tried: (readonly string[])[] = [];
    const take = async (_session: ClinicSessionId, wishes: readonly string[]) => {
      tried.push(wishes);
      if (wishes.includes('bad')) throw new Error('this one cannot be');
      return wishes;
    };
    const ask = seatQueue(take, { pause });
    const answers = await Promise.allSettled(['good', 'bad', 'fine'].map((wish) => ask(session(1), wish)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(tried).toEqual([['good', 'bad', 'fine'], ['good'], ['bad'], ['fine']]);
  });

  it('begins anew when everybody has been served', async () => {
    const ask = seatQueue(async (_session, wishes: readonly string[]) => wishes, { pause });
    expect(await ask(session(1), 'a')).toBe('a');
    expect(await ask(session(1), 'b')).toBe('b');
  });
});
