import { makeLog, openPlatform, startFailure } from '@banzhen/platform';
import { readEnvironment } from './environment.js';

/** Everything that happens without a request, for the server mode: any number of these processes may run. */
const start = async (): Promise<void> => {
  const config = readEnvironment();
  const log = makeLog();
  if (config.storage.kind === 'embedded')
    throw new Error(
      '嵌入模式不需要 worker：pnpm start 已包含它。 The embedded mode has its worker inside: set DATABASE_URL and REDIS_URL for this one.',
    );
  const platform = await openPlatform(config, log);
  await platform.startBackground();
  log.info('worker.ready');
  process.stdout.write('worker ready\n');
  const stop = async () => {
    await platform.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
};

start().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
});
