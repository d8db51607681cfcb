import type { QueryOptions, Results } from '@electric-sql/pglite';
import { type Asker, SAY_WHO_ASKS, whoAsks } from './asker.js';
import type { Ask, EmbeddedSession } from './embedded-session.js';

/** What drizzle's PGlite session uses of its client. */
export interface EmbeddedClient {
  query(text: string, parameters?: unknown[], options?: QueryOptions): Promise<Results>;
  transaction<T>(work: (client: EmbeddedClient) => Promise<T>): Promise<T>;
}

const onTransaction = (ask: Ask, depth = 0): EmbeddedClient => ({
  query: (text, parameters = [], options) => ask(text, parameters, options),
  async transaction(work) {
    const name = `nested_${depth + 1}`;
    await ask(`SAVEPOINT ${name}`, []);
    try {
      const result = await work(onTransaction(ask, depth + 1));
      await ask(`RELEASE SAVEPOINT ${name}`, []);
      return result;
    } catch (thrown) {
      await ask(`ROLLBACK TO SAVEPOINT ${name}`, []);
      throw thrown;
    }
  },
});

/** The engine as its superuser. */
export const embeddedClient = (session: EmbeddedSession): EmbeddedClient => ({
  query: (text, parameters = [], options) => session.ask(text, parameters, options),
  transaction: (work) => session.transaction((ask) => work(onTransaction(ask))),
});

/** The same engine for `asker`: every transaction, and every statement outside one, says first for whom it works. */
export const embeddedClientFor = (session: EmbeddedSession, asker: () => Asker): EmbeddedClient => {
  const transaction: EmbeddedClient['transaction'] = (work) => {
    const who = whoAsks(asker());
    return session.transaction(async (ask) => {
      await ask(SAY_WHO_ASKS, who);
      return work(onTransaction(ask));
    });
  };
  return {
    query: (text, parameters, options) => transaction((tx) => tx.query(text, parameters, options)),
    transaction,
  };
};
