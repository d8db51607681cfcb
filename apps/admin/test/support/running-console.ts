import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyPrepared } from '@banzhen/local-services';

const main = fileURLToPath(new URL('../../../api/dist/program/main.js', import.meta.url));
const START_LIMIT_MS = 90_000;

export type RunningConsole = { readonly origin: string; readonly stop: () => Promise<void> };

/** A real server on a free port, with these settings and none of our own. */
export async function serve(settings: Readonly<Record<string, string>>): Promise<RunningConsole> {
  const server = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  try {
    const port = await new Promise<string>((resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        const found = /http:\/\/localhost:(\d+)/.exec(said)?.[1];
        if (found) resolve(found);
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.once('exit', () => reject(new Error(`the server ended before it was ready:\n${said}`)));
      setTimeout(
        () => reject(new Error(`the server was not ready in time:\n${said}`)),
        START_LIMIT_MS,
      ).unref();
    });
    return { origin: `http://127.0.0.1:${port}`, stop };
  } catch (problem) {
    await stop();
    throw problem;
  }
}

const startOnce = async (dataDir: string): Promise<void> => {
  await (await serve({ DATA_DIR: dataDir, NODE_ENV: 'test' })).stop();
};

/** Puts the demo city as a first start leaves it into `dataDir`, with orders. It is made once in a run of tests. */
export const putCityWithOrders = (dataDir: string) => copyPrepared('city-with-orders', startOnce, dataDir);

/** A real server with the demo city, on a folder of its own. */
export async function startConsole(): Promise<RunningConsole> {
  const folder = await mkdtemp(join(tmpdir(), 'banzhen-console-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const dataDir = join(folder, 'data');
    await putCityWithOrders(dataDir);
    const { origin, stop } = await serve({ DATA_DIR: dataDir });
    return { origin, stop: () => stop().finally(remove) };
  } catch (problem) {
    await remove();
    throw problem;
  }
}
