import { type AuditFilter, type AuditReader, entryOf, STREAM_COUNT } from '@banzhen/domain/audit';
import { type Database, rowsOf } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { type Statement, sql } from '../statement.js';

type Row = { readonly stream: number; readonly seq: number; readonly body: string };

/** Later than every instant, as texts compare. */
const END_OF_TIME = '~';

/** Absent means any. */
const isAs = (field: Statement, wanted: string | undefined): Statement =>
  sql`(${wanted === undefined} OR ${field} = ${wanted ?? ''})`;

const field = (name: string): Statement => sql.raw(`body::jsonb ->> '${name}'`);
const at = sql.raw(`(body::jsonb ->> 'at') COLLATE "C"`);

/** What has an index of its own; the rest is looked at row by row. */
const narrowing = ({ objectId, accountId }: AuditFilter): Statement => {
  if (objectId !== undefined) return sql`${field('object')} = ${objectId}`;
  if (accountId !== undefined) return sql`${field('account')} = ${accountId}`;
  return sql`true`;
};

/** Entries newest first; what is searched is the very text that is hashed. */
export const postgresAuditReader = (db: Database): AuditReader =>
  withSafeErrors<AuditReader>({
    async page(filter, limit, after) {
      const { tenantId, accountId, operation, outcome, from, until } = filter;
      const rows = await rowsOf<Row>(
        db,
        sql`SELECT stream, seq, body FROM audit_entry
          WHERE ${narrowing(filter)} AND stream < ${STREAM_COUNT}::smallint
            AND coalesce(${field('tenant')} = ${tenantId}, true)
            AND ${isAs(field('account'), accountId)} AND ${isAs(field('operation'), operation)}
            AND ${isAs(field('outcome'), outcome)}
            AND ${at} >= ${from?.toISOString() ?? ''} AND ${at} < ${until?.toISOString() ?? END_OF_TIME}
            AND (${at}, stream, seq)
              < (${after?.at.toISOString() ?? END_OF_TIME}, ${after?.stream ?? 0}::smallint, ${after?.seq ?? 0}::bigint)
          ORDER BY ${at} DESC, stream DESC, seq DESC LIMIT ${limit}::integer`,
      );
      return rows.map(({ stream, seq, body }) => ({ ...entryOf(body), stream, seq }));
    },
  });
