import postgres, { type Sql, type TransactionSql } from 'postgres';
import { type Asker, SAY_WHO_ASKS, whoAsks } from './asker.js';
import { databaseFailure } from './database-failure.js';
import { hasStalePlan, type LoneStatement, mayTravelWithBegin, sendAlone } from './lone-statement.js';

/** What drizzle's postgres.js session uses of its client. */
export interface PreparingClient {
  readonly options: Sql['options'];
  unsafe(text: string, parameters?: unknown[]): unknown;
  begin<T>(work: (client: PreparingClient) => Promise<T>): Promise<T>;
  savepoint<T>(work: (client: PreparingClient) => Promise<T>): Promise<T>;
}

/** A pool of connections, which can send a transaction of one statement as a whole. */
export interface PoolClient extends PreparingClient {
  sendAlone(statement: LoneStatement): Promise<unknown>;
}

const run = (handle: Sql | TransactionSql, text: string, parameters: unknown[]): unknown =>
  parameters.length === 0
    ? handle.unsafe(text)
    : handle.unsafe(text, parameters as never[], { prepare: true });

const ABORTED = '25P02';

/**
 * Of statements sent together the first may break the transaction and a later one be heard of first, which then says no more
 * than that it is broken. The driver knows the first failure and throws it, to whoever rejects with an error of its own.
 */
const tellingWhatBrokeIt = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (thrown) {
    if (databaseFailure(thrown)?.code !== ABORTED) throw thrown;
    throw new postgres.PostgresError({ message: 'the transaction is aborted', code: ABORTED } as never);
  }
};

/**
 * Of parts of a work that go on at once one may fail while another is about to ask. What it asks after the end is refused: on the
 * connection it would be kept by itself, as the login, or in the midst of somebody else's transaction.
 */
const inTransaction = async <T>(
  sql: TransactionSql,
  options: Sql['options'],
  work: (client: PreparingClient) => Promise<T>,
): Promise<T> => {
  let isOver = false;
  const open = (): TransactionSql => {
    if (isOver) throw new Error('asked in a transaction that is over');
    return sql;
  };
  const savepoint: PreparingClient['savepoint'] = async (nested) =>
    open().savepoint((inner) => inTransaction(inner, options, nested)) as Promise<never>;
  try {
    return await tellingWhatBrokeIt(
      work({
        options,
        unsafe: (text, parameters = []) => run(open(), text, parameters),
        begin: savepoint,
        savepoint,
      }),
    );
  } finally {
    isOver = true;
  }
};

/**
 * Drizzle asks the driver for unprepared statements, which cost a second round trip each and a new plan every time. This
 * client prepares every statement that has parameters under its own text, so statements must not vary in shape
 * (`= any(array)` instead of lists). A statement without parameters may be a whole script.
 */
export const preparingClient = (sql: Sql): PoolClient => ({
  options: sql.options,
  unsafe: (text, parameters = []) => run(sql, text, parameters),
  begin: (work) => sql.begin((tx) => inTransaction(tx, sql.options, work)) as Promise<never>,
  savepoint: () => Promise.reject(new Error('a savepoint needs a transaction')),
  sendAlone: (statement) => sendAlone(sql, statement),
});

/** The driver's statements can be asked for bare values in the same breath, before they are sent. */
const valuesOnDemand = (send: (asValues: boolean) => Promise<unknown>): unknown => {
  let wantsValues = false;
  const answer = Promise.resolve().then(() => send(wantsValues));
  const values = () => {
    wantsValues = true;
    return answer;
  };
  return Object.assign(answer, { values });
};

/**
 * The same pool for `asker`: every transaction, and every statement outside one, says first for whom it works. That goes out
 * together with the first statement, so that it costs no round trip of its own; a read outside a transaction is one round trip.
 */
export const clientFor = (client: PoolClient, asker: () => Asker): PreparingClient => {
  const begin: PreparingClient['begin'] = (work) => {
    const who = whoAsks(asker());
    return client.begin(async (tx) => {
      // The driver sends a statement when somebody waits for it: this one before any of the work's.
      const said = (tx.unsafe(SAY_WHO_ASKS, who) as Promise<unknown>).then(() => undefined);
      const [, result] = await Promise.all([said, work(tx)]);
      return result;
    });
  };
  const asTransaction = (text: string, parameters: unknown[], asValues: boolean) =>
    begin(async (tx) => {
      const statement = tx.unsafe(text, parameters) as ReturnType<Sql['unsafe']>;
      return asValues ? statement.values() : statement;
    });
  return {
    options: client.options,
    unsafe: (text, parameters = []) =>
      valuesOnDemand((asValues) => {
        if (!mayTravelWithBegin(text, parameters)) return asTransaction(text, parameters, asValues);
        return client.sendAlone({ who: whoAsks(asker()), text, parameters, asValues }).catch((thrown) => {
          if (!hasStalePlan(thrown)) throw thrown;
          return asTransaction(text, parameters, asValues);
        });
      }),
    begin,
    savepoint: client.savepoint,
  };
};
