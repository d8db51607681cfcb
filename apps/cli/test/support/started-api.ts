import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../../api/dist/program/main.js', import.meta.url));

export type StartedApi = {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
};

/** Starts the API embedded in `dataDir` on a free port, and waits until it says where it is. */
export const startApi = async (dataDir: string): Promise<StartedApi> => {
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', NODE_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors = (errors + String(chunk)).slice(-4_000);
  });
  const exited = once(child, 'exit');
  const port = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const found = /http:\/\/[^:\s]+:(\d+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
    exited.then(() => reject(new Error(`the API ended before it was ready: ${errors}`)), reject);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the API could not be started');
  return {
    url: `http://127.0.0.1:${await port}`,
    pid,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
};
