import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Figures, Run } from '../../proof.js';
import { median, rounded, shuffled, slice } from '../figures.js';

/** As many as the measurements behind the targets have. */
const LANES = 64;
const SLICE_MS = 500;
const WARM_MS = 1_500;

/** One request. */
export interface Asked {
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes ready for a slice, and then says what each request asks. */
export type Way = () => Promise<() => Asked>;

/** The same again and again. */
export const always =
  (asked: Asked): Way =>
  async () =>
  () =>
    asked;

/** What one way did in one slice. */
export interface Seen {
  readonly perSecond: number;
  /** Answers for each second of the server's processor time. */
  readonly perProcessorSecond: number;
}
export type Round<Name extends string> = Readonly<Record<Name, Seen>>;

const isOk = (status: number | undefined): boolean => status === 200 || status === 201;

/** Serves `ways` from a child of this module's folder and asks each of them, turn by turn. */
export async function inTurns<Name extends string>(
  { module, settings }: { readonly module: string; readonly settings: readonly string[] },
  ways: Readonly<Record<Name, Way>>,
  { rounds, log }: { readonly rounds: number; readonly log: Run['log'] },
): Promise<readonly Round<Name>[]> {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), settings);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${module} ended with ${code}`);
  });
  const told = async (): Promise<number> => {
    const [message] = await Promise.race([once(child, 'message'), ended]);
    return Number(message);
  };
  const agent = new Agent({ keepAlive: true, maxSockets: LANES });
  try {
    const port = await told();
    const microseconds = () => {
      const answer = told();
      child.send('processor');
      return answer;
    };
    const names = Object.keys(ways) as Name[];
    const measured = async (name: Name, milliseconds: number): Promise<Seen> => {
      const next = await ways[name]();
      let answers = 0;
      const before = await microseconds();
      const perSecond = await slice(LANES, milliseconds, async () => {
        await ask(port, agent, next());
        answers += 1;
      });
      return { perSecond, perProcessorSecond: (answers / ((await microseconds()) - before)) * 1e6 };
    };
    for (const name of names) await measured(name, WARM_MS);
    const seen: Round<Name>[] = [];
    for (let no = 1; no <= rounds; no += 1) {
      const round = {} as Record<Name, Seen>;
      for (const name of shuffled(names)) round[name] = await measured(name, SLICE_MS);
      seen.push(round);
      log(`round ${no}: ${names.map((name) => `${name} ${Math.round(round[name].perSecond)}`).join(', ')}`);
    }
    return seen;
  } finally {
    agent.destroy();
    const gone = ended.catch(() => undefined);
    child.kill('SIGKILL');
    await gone;
  }
}

const ask = (port: number, agent: Agent, { path, body, headers = {} }: Asked): Promise<void> =>
  new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const ofBody =
      text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const options = { host: '127.0.0.1', port, path, agent, headers: { ...headers, ...ofBody } };
    const sent = request({ ...options, method: text === undefined ? 'GET' : 'POST' }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        isOk(answer.statusCode)
          ? resolve()
          : reject(new Error(`${path} is answered with ${answer.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(text);
  });

/** Ratios of two ways in each round, and the answers of each. */
export function figuresOf<Name extends string>(
  rounds: readonly Round<Name>[],
  of: keyof Seen,
): {
  readonly ratio: (way: Name, to: Name) => number;
  readonly range: (way: Name, to: Name) => readonly [number, number];
  readonly medians: Figures;
} {
  const ratiosOf = (way: Name, to: Name) => rounds.map((round) => round[way][of] / round[to][of]);
  const names = Object.keys(rounds[0] ?? {}) as Name[];
  return {
    ratio: (way, to) => rounded(median(ratiosOf(way, to))),
    range: (way, to) => {
      const ratios = ratiosOf(way, to);
      return [rounded(Math.min(...ratios)), rounded(Math.max(...ratios))];
    },
    medians: Object.fromEntries(
      names.map((name) => [name, Math.round(median(rounds.map((round) => round[name][of])))]),
    ),
  };
}
