import { openPlatform, type Platform, readConfig } from '@banzhen/platform';

const quiet = { info: () => undefined, error: () => undefined };

/** Starts the product on a folder with all that the demo fills, looks at it, and closes it. */
export const startedDemo = async <T>(
  dataDir: string,
  look: (platform: Platform) => Promise<T>,
): Promise<T> => {
  const settings = { DATA_DIR: dataDir, NODE_ENV: 'test', DEMO_ORDERS: 'on' };
  const platform = await openPlatform(readConfig(settings), quiet, {
    callbackUrl: () => 'http://127.0.0.1:9',
  });
  try {
    await platform.startBackground();
    return await look(platform);
  } finally {
    await platform.close();
  }
};
