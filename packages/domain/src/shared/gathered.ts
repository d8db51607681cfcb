import type { Pause } from './pause.js';

type Waiting<Wish, Answer> = {
  readonly wish: Wish;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (cause: unknown) => void;
};

/**
 * Asks once for all who want the same at the same time. Whoever comes alone is asked for as soon as the `pause` is over in which others
 * may come, where there is one; who comes while it is being asked for waits, and all of them go together in the next asking, so nobody
 * is answered by what was asked before they came. Of each key one asking is under way at a time. `ask` answers its wishes in their
 * order; where it fails, all of them fail.
 */
export const gathered = <Wish, Answer>(
  keyOf: (wish: Wish) => string,
  ask: (wishes: readonly [Wish, ...Wish[]]) => Promise<readonly Answer[]>,
  pause?: Pause,
): ((wish: Wish) => Promise<Answer>) => {
  const lines = new Map<string, Waiting<Wish, Answer>[]>();

  const settle = async (going: readonly Waiting<Wish, Answer>[]): Promise<void> => {
    try {
      const wishes = going.map(({ wish }) => wish) as [Wish, ...Wish[]];
      const answers = await ask(wishes);
      if (answers.length !== going.length)
        throw new Error(`${going.length} wishes had ${answers.length} answers`);
      for (const [index, { resolve }] of going.entries()) resolve(answers[index] as Answer);
    } catch (cause) {
      for (const { reject } of going) reject(cause);
    }
  };

  const go = async (key: string): Promise<void> => {
    if (pause) await pause();
    for (let next = lines.get(key); next !== undefined && next.length > 0; next = lines.get(key)) {
      lines.set(key, []);
      await settle(next);
    }
    lines.delete(key);
  };

  return (wish) =>
    new Promise((resolve, reject) => {
      const key = keyOf(wish);
      const line = lines.get(key);
      if (line) {
        line.push({ wish, resolve, reject });
        return;
      }
      lines.set(key, [{ wish, resolve, reject }]);
      void go(key);
    });
};
