import type { Sql } from 'postgres';
import { SAY_WHO_ASKS } from './asker.js';
import { databaseFailure } from './database-failure.js';

/** One statement, sent as somebody's. */
export type LoneStatement = {
  /** The parameters of `SAY_WHO_ASKS`. */
  readonly who: readonly string[];
  readonly text: string;
  readonly parameters: readonly unknown[];
  /** Rows as arrays instead of objects. */
  readonly asValues: boolean;
};

/** A statement as the driver keeps it; what is not in its types is tested in `lone-statement.db.test.ts`. */
type Query = Promise<unknown> & {
  executed: boolean;
  prepared: boolean;
  /** The server has to describe it before its parameters can be written: nothing may be sent behind it until then. */
  readonly describeFirst: boolean;
  execute(): Query;
  values(): Query;
};
type Connection = { execute(query: Query): unknown; reserved: (() => void) | null };

const SELECT = /^\s*select\b/i;
const isPlain = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** Plans that the driver sends a second time, which here would be behind the end of the transaction. */
const STALE_PLANS: ReadonlySet<string | undefined> = new Set(['0A000', '26000']);

/** Whether the driver has to be asked again, in a transaction of its own making: it forgets the plan there. */
export const hasStalePlan = (thrown: unknown): boolean => STALE_PLANS.has(databaseFailure(thrown)?.code);

/**
 * Whether it may travel with its BEGIN: should BEGIN fail, the server runs what follows outside a transaction, as the login
 * itself. What is only read then is thrown away; what writes has to wait for the answer to BEGIN.
 */
export const mayTravelWithBegin = (text: string, parameters: readonly unknown[]): boolean =>
  parameters.length > 0 && SELECT.test(text) && parameters.every(isPlain);

/**
 * BEGIN, who asks, the statement and COMMIT in one round trip instead of three. Rejects with whatever failed first, BEGIN and
 * COMMIT included, and then tells no rows. Only for what `mayTravelWithBegin`.
 */
export const sendAlone = async (
  sql: Sql,
  { who, text, parameters, asValues }: LoneStatement,
): Promise<unknown> => {
  const query = (of: string, values: readonly unknown[] = [], options: object = {}): Query =>
    sql.unsafe(of, values as never[], options) as unknown as Query;
  const say = query(SAY_WHO_ASKS, who, { prepare: true });
  const asked = query(text, parameters, { prepare: true });
  const statement = asValues ? asked.values() : asked;
  const commit = query('commit');
  const rest = [say, statement, commit];
  // Each is handed to the connection below, and not to the pool by whoever waits for it.
  for (const one of rest) one.executed = true;
  const sendOn = (connection: Connection): void => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      connection.execute(next);
      if (next.describeFirst) return;
      next.prepared = false;
    }
  };
  const begin = query('begin', [], {
    // Like the driver's own `begin`: whoever has reserved a connection is called when it has answered everything and is in a
    // transaction, and lets go of it at the end of the transaction.
    onexecute: (connection: Connection) => {
      connection.reserved = () => sendOn(connection);
      sendOn(connection);
    },
  });
  const all = Promise.all([begin.execute(), say, statement, commit]);
  return (await all)[2];
};
