import type { CheckpointBook } from '@banzhen/domain/audit';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { sql } from '../statement.js';
import { postgresAuditChains } from './postgres-audit-chains.js';

type Row = { readonly line: string | null };

/** One row, locked by whoever takes a checkpoint; others do not wait for it. */
export const postgresCheckpointBook = (db: Database): CheckpointBook =>
  withSafeErrors<CheckpointBook>({
    async last() {
      const { line } = await rowOf<Row>(db, sql`SELECT line FROM audit_checkpoint`);
      return line ?? undefined;
    },

    take: (work) =>
      db.transaction(async (tx) => {
        const [row] = await rowsOf<Row>(tx, sql`SELECT line FROM audit_checkpoint FOR UPDATE SKIP LOCKED`);
        if (!row) return 'busy';
        const line = await work({ last: row.line ?? undefined, chains: postgresAuditChains(tx) });
        if (line !== undefined && line !== row.line)
          await run(tx, sql`UPDATE audit_checkpoint SET line = ${line}`);
        return 'taken';
      }),
  });
