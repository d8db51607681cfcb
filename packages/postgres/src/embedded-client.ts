import type { PGlite, QueryOptions, Results, Transaction } from '@electric-sql/pglite';
import { type Asker, SAY_WHO_ASKS, whoAsks } from './asker.js';

/** What drizzle's PGlite session uses of its client. */
export interface EmbeddedClient {
  query(text: string, parameters?: unknown[], options?: QueryOptions): Promise<Results>;
  transaction<T>(work: (client: EmbeddedClient) => Promise<T>): Promise<T>;
}

const emptyResults: Results = { rows: [], fields: [] };

/** Without parameters the text may be a whole script, as with the other driver. */
const run = async (
  handle: PGlite | Transaction,
  text: string,
  parameters: unknown[],
  options?: QueryOptions,
): Promise<Results> => {
  if (parameters.length > 0) return handle.query(text, parameters, options);
  return (await handle.exec(text, options)).at(-1) ?? emptyResults;
};

const onTransaction = (tx: Transaction, depth = 0): EmbeddedClient => ({
  query: (text, parameters = [], options) => run(tx, text, parameters, options),
  async transaction(work) {
    const name = `nested_${depth + 1}`;
    await tx.exec(`SAVEPOINT ${name}`);
    try {
      const result = await work(onTransaction(tx, depth + 1));
      await tx.exec(`RELEASE SAVEPOINT ${name}`);
      return result;
    } catch (thrown) {
      await tx.exec(`ROLLBACK TO SAVEPOINT ${name}`);
      throw thrown;
    }
  },
});

/** PGlite has one connection: transactions wait for each other. */
export const embeddedClient = (lite: PGlite): EmbeddedClient => ({
  query: (text, parameters = [], options) => run(lite, text, parameters, options),
  transaction: (work) => lite.transaction((tx) => work(onTransaction(tx))),
});

/** The same engine for `asker`: every transaction, and every statement outside one, says first for whom it works. */
export const embeddedClientFor = (client: EmbeddedClient, asker: () => Asker): EmbeddedClient => {
  const transaction: EmbeddedClient['transaction'] = (work) => {
    const who = whoAsks(asker());
    return client.transaction(async (tx) => {
      await tx.query(SAY_WHO_ASKS, who);
      return work(tx);
    });
  };
  return {
    query: (text, parameters, options) => transaction((tx) => tx.query(text, parameters, options)),
    transaction,
  };
};
