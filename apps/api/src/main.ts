import { fileURLToPath } from 'node:url';
import { makeLog, openPlatform, startFailure } from '@banzhen/platform';
import { makeApp } from './app.js';
import { readEnvironment } from './environment.js';
import { listen } from './listen.js';
import { stopOnSignals } from './stop-on-signals.js';
import { welcome } from './welcome.js';

const consoleFolder = fileURLToPath(new URL('../../admin/dist/', import.meta.url));

const start = async (): Promise<void> => {
  const config = readEnvironment();
  const log = makeLog();
  const isHttps = config.publicUrl?.startsWith('https:') ?? false;
  let port = config.port;
  const platform = await openPlatform(config, log, {
    callbackUrl: () => config.publicUrl ?? `http://127.0.0.1:${port}`,
  });
  try {
    const listener = await listen(
      makeApp(platform, {
        ...{ consoleFolder, log, isHttps },
        trustedProxies: config.trustedProxies,
        publicUrl: config.publicUrl,
      }),
      config.host,
      config.port,
    );
    port = listener.port;
    stopOnSignals(listener.server, platform, log);
    if (config.storage.kind === 'embedded') await platform.startBackground();
    process.stdout.write(await welcome(platform, config, port));
  } catch (thrown) {
    await platform.close();
    throw thrown;
  }
};

start().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
});
