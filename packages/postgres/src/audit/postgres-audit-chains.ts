import { type AuditChains, type ChainRow, type Head, STREAM_COUNT } from '@banzhen/domain/audit';
import { type Database, rowsOf } from '../database.js';
import { sql } from '../statement.js';

const BATCH = 1_000;

/** The streams as they stand, read in batches. */
export const postgresAuditChains = (db: Database): AuditChains => ({
  heads: () =>
    rowsOf<Head>(
      db,
      sql`SELECT last.stream, last.seq, encode(last.hash, 'hex') AS hash
        FROM generate_series(0, ${STREAM_COUNT - 1}::integer) AS own(stream) CROSS JOIN LATERAL (
          SELECT stream, seq, hash FROM audit_entry WHERE stream = own.stream ORDER BY seq DESC LIMIT 1) AS last
        ORDER BY last.stream`,
    ),

  async *rows(stream, from = Number.MIN_SAFE_INTEGER) {
    for (let after = from; ; ) {
      // Where somebody took the keys away there may be doubles, and a batch must not end between them.
      const batch = await rowsOf<ChainRow>(
        db,
        sql`SELECT stream, seq, body, encode(prev, 'hex') AS prev, encode(hash, 'hex') AS hash FROM audit_entry
          WHERE stream = ${stream}::smallint AND seq > ${after}::bigint
          ORDER BY seq FETCH FIRST (${BATCH}::integer) ROWS WITH TIES`,
      );
      yield* batch;
      const last = batch.at(-1);
      if (last === undefined || batch.length < BATCH) return;
      after = last.seq;
    }
  },

  async hashAt(stream, seq) {
    const [row] = await rowsOf<{ hash: string }>(
      db,
      sql`SELECT encode(hash, 'hex') AS hash FROM audit_entry
        WHERE stream = ${stream}::smallint AND seq = ${seq}::bigint`,
    );
    return row?.hash;
  },
});
