import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyPrepared } from '@banzhen/local-services';
import { openPlatform, readConfig } from '@banzhen/platform';

const quiet = { info: () => undefined, error: () => undefined };

const loadCity = async (folder: string): Promise<void> => {
  const platform = await openPlatform(readConfig({ DATA_DIR: folder, NODE_ENV: 'test' }), quiet);
  await platform.close();
};

/** A folder with the demo city, without orders. It is loaded once in a run of tests; whoever asks gets a copy. */
export const aDemoCity = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'banzhen-api-'));
  await copyPrepared('city', loadCity, folder);
  return folder;
};
