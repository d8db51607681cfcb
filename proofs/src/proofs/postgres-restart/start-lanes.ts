import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LanesOrder, LanesReport } from './lanes-child.js';

/** The process that runs the lanes. */
export interface LanesChild {
  isAlive(): boolean;
  /** Asks for the report; nothing when the process died or does not answer within 20 s. */
  stop(): Promise<LanesReport | undefined>;
  /** The last line it wrote about its death. */
  lastWords(): string;
}

const PROGRAM = fileURLToPath(new URL('./lanes-child.js', import.meta.url));

/** Starts the lanes in a process of their own. */
export function startLanes(order: LanesOrder): LanesChild {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(order)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let answer = '';
  let complaint = '';
  child.stdout.on('data', (text) => {
    answer += text;
  });
  child.stderr.on('data', (text) => {
    complaint += text;
  });
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close');
  return {
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
      child.stdin.write('stop\n');
      await ended;
      clearTimeout(patience);
      return child.exitCode === 0 ? JSON.parse(answer) : undefined;
    },
    lastWords: () => /^\w*Error: .*$/m.exec(complaint)?.[0] ?? complaint.trim().split('\n').slice(-1).join(),
  };
}
