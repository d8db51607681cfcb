import { openPlatform, readConfig } from '@banzhen/platform';

const quiet = { info: () => undefined, error: () => undefined };

/** Loads the demo city without an order. */
export async function loadCity(settings: Readonly<Record<string, string>>): Promise<void> {
  const platform = await openPlatform(readConfig(settings), quiet);
  await platform.close();
}
