import type { Sql } from 'postgres';
import { inProcessNews, type OutboxNews } from './outbox-news.js';

const CHANNEL = 'banzhen_outbox';
const NOTIFY_PAUSE_MS = 20;
const LISTEN_AGAIN_MS = 2_000;

/**
 * News between processes by LISTEN and NOTIFY. A NOTIFY inside the writing transaction would make all commits queue for
 * one lock, so it is sent afterwards, at most once in 20 ms; relays look anyway when their wait is over.
 */
export const postgresNews = (sql: Sql): OutboxNews => {
  const local = inProcessNews();
  let notifying: NodeJS.Timeout | undefined;
  let listening: { unlisten(): Promise<void> } | undefined;
  let listenAgainAt = 0;
  let isClosed = false;

  const listen = (): void => {
    if (isClosed || listening || Date.now() < listenAgainAt) return;
    listenAgainAt = Date.now() + LISTEN_AGAIN_MS;
    sql
      .listen(CHANNEL, () => local.announce())
      .then(
        (subscription) => {
          listening = subscription;
        },
        () => undefined,
      );
  };

  return {
    announce() {
      local.announce();
      notifying ??= setTimeout(() => {
        notifying = undefined;
        if (!isClosed) sql.notify(CHANNEL, '').catch(() => undefined);
      }, NOTIFY_PAUSE_MS);
      notifying.unref();
    },
    heard: local.heard,
    waitBeyond(count, timeoutMs, signal) {
      listen();
      return local.waitBeyond(count, timeoutMs, signal);
    },
    wait(timeoutMs, signal) {
      listen();
      return local.wait(timeoutMs, signal);
    },
    async close() {
      isClosed = true;
      clearTimeout(notifying);
      await local.close();
    },
  };
};
