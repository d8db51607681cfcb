import { fileURLToPath } from 'node:url';
import { openPlatform } from '@banzhen/platform';
import { serve } from '@hono/node-server';
import { makeApp } from './app.js';
import { readEnvironment } from './environment.js';
import { makeLog } from './log.js';
import { stopOnSignals } from './stop-on-signals.js';
import { welcome } from './welcome.js';

const consoleFolder = fileURLToPath(new URL('../../admin/dist/', import.meta.url));

const start = async (): Promise<void> => {
  const config = readEnvironment();
  const log = makeLog();
  const platform = await openPlatform(config, log);
  const app = makeApp(platform, { consoleFolder, log });
  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, ({ port }) => {
    void welcome(platform, config, port).then((text) => process.stdout.write(text));
  });
  stopOnSignals(server, platform, log);
};

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
