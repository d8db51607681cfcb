import type { Sql, TransactionSql } from 'postgres';
import { transactionSharing } from './shared-transaction.js';

type Handle = Sql | TransactionSql;

/** What drizzle's postgres.js session uses of its client. */
export interface PreparingClient {
  readonly options: Sql['options'];
  unsafe(text: string, parameters?: unknown[]): unknown;
  begin<T>(work: (client: PreparingClient) => Promise<T>): Promise<T>;
  savepoint<T>(work: (client: PreparingClient) => Promise<T>): Promise<T>;
}

const sharing = transactionSharing<PreparingClient>();

export const sharePostgresTransaction = sharing.share;

const run = (handle: Handle, text: string, parameters: unknown[]): unknown =>
  parameters.length === 0
    ? handle.unsafe(text)
    : handle.unsafe(text, parameters as never[], { prepare: true });

const onTransaction = (sql: TransactionSql): PreparingClient => ({
  options: sql.options,
  unsafe: (text, parameters = []) => run(sql, text, parameters),
  begin: (work) => sql.savepoint((inner) => work(onTransaction(inner))) as Promise<never>,
  savepoint: (work) => sql.savepoint((inner) => work(onTransaction(inner))) as Promise<never>,
});

/**
 * Drizzle asks the driver for unprepared statements, which cost a second round trip each and a new plan every time. This
 * client prepares every statement that has parameters under its own text, so statements must not vary in shape
 * (`= any(array)` instead of lists). A statement without parameters may be a whole script.
 */
export const postgresClient = (sql: Sql): PreparingClient => ({
  options: sql.options,
  unsafe: (text, parameters = []) => sharing.current()?.unsafe(text, parameters) ?? run(sql, text, parameters),
  begin: (work) => {
    const shared = sharing.current();
    return shared ? shared.savepoint(work) : (sql.begin((tx) => work(onTransaction(tx))) as Promise<never>);
  },
  savepoint: () => Promise.reject(new Error('a savepoint needs a transaction')),
});
