import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly process: ChildProcess;
  /** What it has said so far. */
  output(): string;
  /** Ends when the output satisfies `isEnough`; throws when the child ends before. */
  says(isEnough: (output: string) => boolean): Promise<void>;
  kill9(): Promise<void>;
}

/** Starts one of the programs in `processes/`. */
export const startChild = (program: string, ...args: readonly string[]): Child => {
  const path = fileURLToPath(new URL(`processes/${program}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let problems = '';
  let onOutput = () => {};
  const ended = once(child, 'close');
  child.stdout.on('data', (chunk) => {
    output += chunk;
    onOutput();
  });
  child.stderr.on('data', (chunk) => {
    problems += chunk;
  });
  return {
    process: child,
    output: () => output,
    says: (isEnough) =>
      new Promise((resolve, reject) => {
        onOutput = () => isEnough(output) && resolve();
        onOutput();
        void ended.then(() =>
          isEnough(output) ? resolve() : reject(new Error(`${program}: ${output}${problems}`)),
        );
      }),
    async kill9() {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
