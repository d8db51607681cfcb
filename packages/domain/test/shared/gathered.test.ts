import { gathered } from '@banzhen/domain/shared/gathered';
import type { Pause } from '@banzhen/domain/shared/pause';
import { describe, expect, it } from 'vitest';

/** Askings that end when they are told to. */
const heldBack = (pause?: Pause) => {
  const asked: { readonly wishes: readonly string[]; readonly end: (cause?: Error) => void }[] = [];
  const ask = gathered(
    (wish: string) => wish[0] ?? '',
    (wishes) =>
      new Promise<readonly string[]>((resolve, reject) => {
        asked.push({
          wishes,
          end: (cause) => (cause ? reject(cause) : resolve(wishes.map((wish) => `${wish}!`))),
        });
      }),
    pause,
  );
  return { ask, asked, wishes: () => asked.map((one) => one.wishes) };
};
const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('gathered', () => {
  it('asks at once for whoever comes alone, and once for all who come meanwhile', async () => {
    const { ask, asked, wishes } = heldBack();
    const first = ask('a1');
    expect(wishes()).toEqual([['a1']]);
    const others = [ask('a2'), ask('a3')];
    expect(wishes()).toEqual([['a1']]);
    asked[0]?.end();
    expect(await first).toBe('a1!');
    await soon();
    expect(wishes()).toEqual([['a1'], ['a2', 'a3']]);
    asked[1]?.end();
    expect(await Promise.all(others)).toEqual(['a2!', 'a3!']);
    void ask('a4');
    expect(wishes().at(-1)).toEqual(['a4']);
  });

  it('lets others come where it is given the time, and asks for all of them', async () => {
    const { ask, asked, wishes } = heldBack(soon);
    const all = [ask('a1'), ask('a2')];
    expect(wishes()).toEqual([]);
    await soon();
    expect(wishes()).toEqual([['a1', 'a2']]);
    asked[0]?.end();
    expect(await Promise.all(all)).toEqual(['a1!', 'a2!']);
  });

  it('lets nobody wait for another key', () => {
    const { ask, wishes } = heldBack();
    void ask('a1');
    void ask('b1');
    expect(wishes()).toEqual([['a1'], ['b1']]);
  });

  it('fails for those who were asked for together, and goes on with the next', async () => {
    const { ask, asked, wishes } = heldBack();
    const first = ask('a1');
    const second = ask('a2');
    asked[0]?.end(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await soon();
    expect(wishes()).toEqual([['a1'], ['a2']]);
    asked[1]?.end();
    expect(await second).toBe('a2!');
  });

  it('fails rather than leave a wish without its answer', async () => {
    const ask = gathered(
      () => '',
      async () => ['one', 'too many'],
    );
    await expect(ask('a')).rejects.toThrow('1 wishes had 2 answers');
  });
});
