import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { keysPath } from '../keys.js';

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
}

/** The API or the worker, in a process of its own. */
export interface ProductProcess {
  readonly pid: number;
  /** Resolves with the origin of an API, with an empty text for a worker; rejects when it ends before. */
  readonly ready: Promise<string>;
  readonly ended: Promise<Ended>;
  isAlive(): boolean;
  /** The structured lines it has written so far. */
  readonly log: readonly LogLine[];
  /** Whatever else it has written to standard error, for people. */
  complaint(): string;
  /** Asks it to stop, and kills it when it has not stopped after 10 s. */
  stop(): Promise<Ended>;
  /** `kill -9`. */
  kill(): Promise<Ended>;
}

export interface LogLine {
  readonly msg: string;
  readonly [fact: string]: unknown;
}

const entryOf = (program: string, file: string) =>
  fileURLToPath(new URL(`../../../apps/${program}/dist/${file}`, import.meta.url));
const READY = /(?:is ready .*: (http:\/\/\S+))|^worker ready$/;
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts one of the product's programs with these settings and none of our own, without demo orders. `preload` is a module that
 * plants a bug: for Node to load first, and into the modules that the program was bundled from.
 */
export function startProduct(
  program: 'api' | 'worker',
  settings: Readonly<Record<string, string>>,
  preload?: string,
): ProductProcess {
  const { PATH = '' } = process.env;
  const command =
    preload === undefined
      ? [entryOf(program, 'program/main.js')]
      : ['--import', preload, entryOf(program, 'main.js')];
  const child = spawn(process.execPath, command, {
    env: {
      PATH,
      NODE_ENV: 'test',
      DEMO_ORDERS: 'off',
      // Load is what proofs and benches are about.
      RATE_LIMIT_SCALE: '1000',
      ...sharedKeys(settings),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    running.delete(child);
    return { code, signal };
  });
  const { log, complaints } = readLog(child);
  return {
    pid: child.pid ?? 0,
    ready: readiness(child, program, ended, complaints),
    ended,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    log,
    complaint: () => complaints.slice(-5).join('\n'),
    async stop() {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
      return await ended.finally(() => clearTimeout(patience));
    },
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Processes on servers share the keys of this run; an embedded one makes its own. */
function sharedKeys(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return 'DATABASE_URL' in settings ? { KEYS_FILE: keysPath } : {};
}

function readLog(child: ChildProcess): { readonly log: LogLine[]; readonly complaints: string[] } {
  const log: LogLine[] = [];
  const complaints: string[] = [];
  if (child.stderr === null) throw new Error('a product process has a standard error');
  createInterface(child.stderr).on('line', (line) => {
    if (line.startsWith('{"level"')) log.push(JSON.parse(line));
    else complaints.push(line);
  });
  return { log, complaints };
}

function readiness(
  child: ChildProcess,
  program: string,
  ended: Promise<Ended>,
  complaints: readonly string[],
): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('a product process has a standard output');
  const ready = new Promise<string>((resolve, reject) => {
    createInterface(stdout).on('line', (line) => {
      const found = READY.exec(line);
      if (found) resolve((found[1] ?? '').replace('localhost', '127.0.0.1'));
    });
    void ended.then(({ code, signal }) =>
      reject(new Error(`${program} ended with ${signal ?? code}: ${complaints.join('\n')}`)),
    );
  });
  ready.catch(() => undefined);
  return ready;
}
