import type { Sql, TransactionSql } from 'postgres';

/** What drizzle's postgres.js session uses of its client. */
export interface PreparingClient {
  readonly options: Sql['options'];
  unsafe(text: string, parameters?: unknown[]): unknown;
  begin<T>(work: (client: PreparingClient) => Promise<T>): Promise<T>;
  savepoint<T>(work: (client: PreparingClient) => Promise<T>): Promise<T>;
}

const run = (handle: Sql | TransactionSql, text: string, parameters: unknown[]): unknown =>
  parameters.length === 0
    ? handle.unsafe(text)
    : handle.unsafe(text, parameters as never[], { prepare: true });

const onTransaction = (sql: TransactionSql, options: Sql['options']): PreparingClient => {
  const savepoint: PreparingClient['savepoint'] = (work) =>
    sql.savepoint((inner) => work(onTransaction(inner, options))) as Promise<never>;
  return {
    options,
    unsafe: (text, parameters = []) => run(sql, text, parameters),
    begin: savepoint,
    savepoint,
  };
};

/**
 * Drizzle asks the driver for unprepared statements, which cost a second round trip each and a new plan every time. This
 * client prepares every statement that has parameters under its own text, so statements must not vary in shape
 * (`= any(array)` instead of lists). A statement without parameters may be a whole script.
 */
export const preparingClient = (sql: Sql): PreparingClient => ({
  options: sql.options,
  unsafe: (text, parameters = []) => run(sql, text, parameters),
  begin: (work) => sql.begin((tx) => work(onTransaction(tx, sql.options))) as Promise<never>,
  savepoint: () => Promise.reject(new Error('a savepoint needs a transaction')),
});
