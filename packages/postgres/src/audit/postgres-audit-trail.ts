import { type AuditTrail, canonicalText, streamKeyOf } from '@banzhen/domain/audit';
import { type Database, run } from '../database.js';
import { sql } from '../statement.js';

/** Entries in the transaction of what they tell of; the database chains them, one writer of a stream after the other. */
export const postgresAuditTrail = (db: Database): AuditTrail => ({
  async append(entry) {
    await run(db, sql`SELECT audit_append(${streamKeyOf(entry)}, ${canonicalText(entry)})`);
  },
});
