import { at } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

/** When sessions start: on days of the clinics' calendars, both included, and where it is said between two instants, `[since, before)`. */
export type StartRange = {
  readonly from: string;
  readonly until: string;
  readonly since?: Date | undefined;
  readonly before?: Date | undefined;
};

const none = sql.raw('');

/** Whether the session of this alias starts within the range. */
export const startsWithin = (
  session: 'sitting' | 'clinic_session',
  { from, until, since, before }: StartRange,
): Statement => {
  const name = sql.raw(session);
  return sql`${name}.visit_on BETWEEN ${from}::date AND ${until}::date
    ${since === undefined ? none : sql`AND ${name}.starts_at >= ${at(since)}`}
    ${before === undefined ? none : sql`AND ${name}.starts_at < ${at(before)}`}`;
};
