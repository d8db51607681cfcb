import type {
  MessageReportStore,
  ReportedMessage,
  ReportedMessageStore,
  ReportFinding,
  ReportFindingStore,
} from '@banzhen/domain/conversations';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored } from '../sealing/stored-texts.js';
import { at, binary, instantOf, present } from '../sql-values.js';
import { sql } from '../statement.js';
import { subjectOf } from './postgres-conversations.js';

/** Reports of messages; each moves the matter of its message in the same statement, as `afterReport` says. */
export const postgresMessageReports = (db: Database): MessageReportStore => ({
  async insert({ orderId, seq, by, cause, at: reportedAt }) {
    const written = await rowsOf(
      db,
      sql`WITH told AS (INSERT INTO conversation_report (order_id, seq, by_account, cause, at)
          VALUES (${orderId}, ${seq}::integer, ${by}, ${cause}, ${at(reportedAt)}) ON CONFLICT DO NOTHING
          RETURNING order_id, seq, at)
        INSERT INTO conversation_reported_message AS matter (order_id, seq, tenant_id, status, since, version)
          SELECT told.order_id, told.seq, escort_order.tenant_id, 'open', told.at, 1
          FROM told JOIN escort_order ON escort_order.id = told.order_id
        ON CONFLICT (order_id, seq) DO UPDATE SET version = matter.version + 1,
          status = CASE matter.status WHEN 'not-upheld' THEN 'open' ELSE matter.status END,
          since = CASE matter.status WHEN 'not-upheld' THEN excluded.since ELSE matter.since END
        RETURNING seq`,
    );
    return written.length === 1;
  },

  async markLookedAt(orderId, seq, lookedAt) {
    const marked = await rowsOf<{ by: AccountId }>(
      db,
      sql`UPDATE conversation_report SET looked_at = ${at(lookedAt)}
        WHERE order_id = ${orderId} AND seq = ${seq}::integer AND looked_at IS NULL RETURNING by_account AS by`,
    );
    return marked.map(({ by }) => by);
  },
});

type MatterRow = Pick<ReportedMessage, 'status' | 'version'> & { readonly since: string };

/** Matters of the desk; whoever reads one to close it holds its row. */
export const postgresReportedMessages = (db: Database): ReportedMessageStore => ({
  async find(orderId, seq) {
    const [row] = await rowsOf<MatterRow>(
      db,
      sql`SELECT status, since, version FROM conversation_reported_message
        WHERE order_id = ${orderId} AND seq = ${seq}::integer FOR NO KEY UPDATE`,
    );
    return row && { orderId, seq, status: row.status, since: instantOf(row.since), version: row.version };
  },

  async save({ orderId, seq, status, since, version }) {
    const saved = await rowsOf(
      db,
      sql`UPDATE conversation_reported_message
        SET status = ${status}, since = ${at(since)}, version = ${version}::integer
        WHERE order_id = ${orderId} AND seq = ${seq}::integer AND version = ${version - 1}::integer RETURNING seq`,
    );
    if (saved.length !== 1) throw new Error(`the reported message ${orderId}/${seq} has changed`);
  },
});

type FindingRow = Pick<ReportFinding, 'id' | 'seq' | 'outcome' | 'key'> & {
  readonly tenant_id: ReportFinding['tenantId'];
  readonly order_id: ReportFinding['orderId'];
  readonly by_account: AccountId;
  readonly note: Stored;
  readonly at: string;
};

/** What the desk has found; an entry is never changed. */
export const postgresReportFindings = (on: SealedDatabase): ReportFindingStore => ({
  async append({ id, tenantId, orderId, seq, outcome, by, note, at: foundAt, key }) {
    const subject = await subjectOf(on, orderId);
    const sealed = await on.sealer.seal(on.db, 'conversation_finding.note', subject, id, note);
    const written = await rowsOf(
      on.db,
      sql`INSERT INTO conversation_finding (id, tenant_id, order_id, seq, outcome, by_account, note_sealed, at, key)
        VALUES (${id}, ${tenantId}, ${orderId}, ${seq}::integer, ${outcome}, ${by}, ${binary(sealed)}, ${at(foundAt)}, ${key})
        ON CONFLICT ON CONSTRAINT conversation_finding_once DO NOTHING RETURNING id`,
    );
    return written.length === 1;
  },

  async foundUnder(by, key) {
    const [row] = await rowsOf<FindingRow>(
      on.db,
      sql`SELECT id, tenant_id, order_id, seq, outcome, by_account, 's' || encode(note_sealed, 'hex') AS note, at, key
        FROM conversation_finding WHERE by_account = ${by} AND key = ${key}`,
    );
    if (!row) return undefined;
    const { id, note } = row;
    const texts = await openTexts(on, [{ field: 'conversation_finding.note', rowId: id, stored: note }]);
    return {
      ...{ id, tenantId: row.tenant_id, orderId: row.order_id, seq: row.seq, outcome: row.outcome },
      ...{
        by: row.by_account,
        note: texts(present(note, 'note_sealed')),
        at: instantOf(row.at),
        key: row.key,
      },
    };
  },
});
