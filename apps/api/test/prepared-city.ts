import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlatform, readConfig } from '@banzhen/platform';

const quiet = { info: () => undefined, error: () => undefined };
let prepared: Promise<string> | undefined;

const prepare = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'banzhen-api-prepared-'));
  const platform = await openPlatform(readConfig({ DATA_DIR: folder, NODE_ENV: 'test' }), quiet);
  await platform.close();
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A folder with the demo city. It is loaded once in each process of the tests; whoever asks gets a copy. */
export const aDemoCity = async (): Promise<string> => {
  prepared ??= prepare();
  const folder = await mkdtemp(join(tmpdir(), 'banzhen-api-'));
  await cp(await prepared, folder, { recursive: true });
  return folder;
};
