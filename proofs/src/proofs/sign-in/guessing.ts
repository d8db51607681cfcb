import { answersIn, askCode, mutate, type SentCode, sent, type Told } from './calls.js';
import type { Door, Doors } from './doors.js';

/** What a way of guessing has got out of one challenge. */
export interface Guessed {
  readonly recipe: string;
  readonly sent: number;
  /** Guesses that were compared with the code. */
  readonly counted: number;
  /** Whether the right code still worked after five were compared. */
  readonly gotIn: boolean;
}

interface Attack {
  readonly target: SentCode;
  /** Wrong codes, each another one. */
  readonly guesses: readonly string[];
  readonly doors: Doors;
}
type Recipe = (attack: Attack) => Promise<readonly Told[]>;

const claim = ({ phone, challengeId }: SentCode, code: string) => ({ phone, challengeId, code });
const flat = (all: readonly (readonly Told[])[]): readonly Told[] => all.flat();

const byTrpc = async (
  door: Door,
  target: SentCode,
  code: string,
  headers?: Readonly<Record<string, string>>,
): Promise<readonly Told[]> =>
  answersIn(await door('/trpc/auth.signInWithCode', sent(claim(target, code), headers)));
const byRest = async (door: Door, target: SentCode, code: string): Promise<readonly Told[]> =>
  answersIn(await door('/api/user/login', sent(claim(target, code))));
const byRegistering = async (door: Door, target: SentCode, code: string): Promise<readonly Told[]> =>
  answersIn(
    await door('/trpc/auth.register', sent({ ...claim(target, code), password: 'guess-after-guess' })),
  );

const inTurn = async (all: readonly (() => Promise<readonly Told[]>)[]): Promise<readonly Told[]> => {
  const told: Told[] = [];
  for (const one of all) told.push(...(await one()));
  return told;
};

const inBatches = ({ target, guesses, doors: { all } }: Attack): Promise<readonly Told[]> => {
  const batches: string[][] = [];
  for (let at = 0; at < guesses.length; at += 10) batches.push(guesses.slice(at, at + 10));
  return inTurn(
    batches.map((batch) => async () => {
      const address = `/trpc/${batch.map(() => 'auth.signInWithCode').join()}?batch=1`;
      const body = Object.fromEntries(batch.map((code, no) => [no, claim(target, code)]));
      return answersIn(await all[0](address, sent(body)));
    }),
  );
};

/** Ways to guess one code more often than five times (AU1). */
export const recipes: Readonly<Record<string, Recipe>> = {
  'one after the other': ({ target, guesses, doors: { all } }) =>
    inTurn(guesses.map((code) => () => byTrpc(all[0], target, code))),
  'all at once': async ({ target, guesses, doors: { all } }) =>
    flat(await Promise.all(guesses.map((code) => byTrpc(all[0], target, code)))),
  'all at once, through two processes': async ({ target, guesses, doors: { all } }) =>
    flat(await Promise.all(guesses.map((code, no) => byTrpc(all[no % 2 === 0 ? 0 : 1], target, code)))),
  'each from another network': async ({ target, guesses, doors: { all } }) =>
    flat(
      await Promise.all(
        guesses.map((code, no) =>
          byTrpc(all[0], target, code, { 'x-forwarded-for': `100.${64 + (no % 64)}.${no % 251}.7` }),
        ),
      ),
    ),
  'each as another device': ({ target, guesses, doors: { all } }) =>
    inTurn(
      guesses.map(
        (code, no) => () =>
          byTrpc(all[0], target, code, { 'user-agent': `device ${no}`, cookie: `banzhen_session=${no}` }),
      ),
    ),
  'in batches of ten': inBatches,
  'by plain REST': async ({ target, guesses, doors: { all } }) =>
    flat(await Promise.all(guesses.map((code) => byRest(all[0], target, code)))),
  'by registering': async ({ target, guesses, doors: { all } }) =>
    flat(await Promise.all(guesses.map((code) => byRegistering(all[1], target, code)))),
  'every way at once': async ({ target, guesses, doors: { all } }) =>
    flat(
      await Promise.all(
        guesses.map(
          (code, no) =>
            [byTrpc, byRest, byRegistering][no % 3]?.(all[no % 2 === 0 ? 0 : 1], target, code) ?? [],
        ),
      ),
    ),
  'across a restart': async ({ target, guesses, doors }) => {
    const half = Math.ceil(guesses.length / 2);
    const before = await inTurn(
      guesses.slice(0, half).map((code) => () => byTrpc(doors.all[0], target, code)),
    );
    await doors.restart();
    const after = await inTurn(guesses.slice(half).map((code) => () => byTrpc(doors.all[0], target, code)));
    return [...before, ...after];
  },
};

const wrongCodes = (right: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, no) => String((Number(right) + 1 + no * 7) % 1_000_000).padStart(6, '0'));

const MOST = 5;

/** Guesses one code `count` times in one of the ways, and then brings the right one. */
export async function guess(doors: Doors, name: string, phone: string, count: number): Promise<Guessed> {
  const recipe = recipes[name];
  if (recipe === undefined) throw new Error(`no recipe is called ${name}`);
  const target = await askCode(doors.all[1], phone);
  const told = await recipe({ target, guesses: wrongCodes(target.code, count), doors });
  const counted = told.filter(({ refusal }) => refusal === 'CodeWrong').length;
  const last = await mutate(doors.all[1], 'auth.signInWithCode', claim(target, target.code));
  return { recipe: name, sent: count, counted, gotIn: counted >= MOST && last.refusal === undefined };
}
