import type { Log, Platform } from '@banzhen/platform';
import type { ServerType } from '@hono/node-server';

/** Longer than any statement may take; what is open then is a live stream, which its reader opens again elsewhere. */
const LONGEST_DRAIN_MS = 6_000;

/** SIGTERM and SIGINT: stop taking requests, let the running ones end, close the platform, leave (IN11). */
export const stopOnSignals = (server: ServerType, platform: Platform, log: Log): void => {
  let isStopping = false;
  const stop = async (signal: 'SIGTERM' | 'SIGINT') => {
    if (isStopping) return;
    isStopping = true;
    log.info('server.stopping', { signal });
    platform.beginDrain();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    const late = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, LONGEST_DRAIN_MS);
    await closed;
    clearTimeout(late);
    await platform.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop('SIGTERM'));
  process.once('SIGINT', () => void stop('SIGINT'));
};
