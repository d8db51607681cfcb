import type { Expendable, Pruner } from '@banzhen/domain/retention';
import { type Database, rowsOf, run } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';

type Kind = {
  readonly table: string;
  /** What is true of rows whose use has ended. */
  readonly isUseless: string;
  /** When it ended. */
  readonly endedAt: string;
};

/** Each has its index in 0007-retention.sql, 0009-accounts.sql, 0012-patients-and-consents.sql, 0026-webhooks.sql, 0027-partner-usage.sql or 0038-conversations.sql, or had one before. */
const kinds: Readonly<Record<Expendable, Kind>> = {
  outbox: { table: 'outbox', isUseless: 'acknowledged_at IS NOT NULL', endedAt: 'acknowledged_at' },
  inbox: {
    table: 'inbox',
    isUseless:
      'NOT EXISTS (SELECT FROM outbox WHERE outbox.id = inbox.message_id AND outbox.acknowledged_at IS NULL)',
    endedAt: 'consumed_at',
  },
  idempotency: { table: 'idempotency', isUseless: 'true', endedAt: 'created_at' },
  timer: { table: 'order_timer', isUseless: 'done_at IS NOT NULL', endedAt: 'done_at' },
  'escort-block': { table: 'escort_block', isUseless: 'NOT active', endedAt: 'upper(during)' },
  'patient-block': { table: 'patient_block', isUseless: 'NOT active', endedAt: 'upper(during)' },
  quote: {
    table: 'quote',
    isUseless: 'used_for IS NULL AND NOT EXISTS (SELECT FROM escort_order WHERE quote_id = quote.id)',
    endedAt: 'valid_until',
  },
  'cancellation-quote': { table: 'cancellation_quote', isUseless: 'true', endedAt: 'expires_at' },
  // These live in the time of the machine, also where a demo has moved its own clock ahead.
  challenge: { table: 'sign_in_challenge', isUseless: 'expires_at < now()', endedAt: 'expires_at' },
  ticket: { table: 'sign_in_ticket', isUseless: 'expires_at < now()', endedAt: 'expires_at' },
  'sign-in-quota': {
    table: 'sign_in_quota',
    isUseless: "window_starts_at < now() - interval '2 days'",
    endedAt: 'window_starts_at',
  },
  session: { table: 'session', isUseless: 'ends_at < now()', endedAt: 'ends_at' },
  invitation: { table: 'proxy_invitation', isUseless: 'true', endedAt: 'expires_at' },
  'partner-key-use': {
    table: 'partner_key_use',
    isUseless: 'true',
    endedAt: "(used_on::timestamp AT TIME ZONE 'UTC')",
  },
  'webhook-delivery': {
    table: 'webhook_delivery',
    isUseless: `(state <> 'pending' OR EXISTS (SELECT FROM webhook_endpoint
      WHERE webhook_endpoint.id = webhook_delivery.endpoint_id AND webhook_endpoint.state = 'removed'))`,
    endedAt: 'coalesce(finished_at, due_at)',
  },
  'conversation-message': {
    table: 'conversation_message',
    isUseless: `EXISTS (SELECT FROM escort_order WHERE escort_order.id = conversation_message.order_id
      AND status IN ('FINISHED', 'CANCELLED', 'NO_SHOW') AND dispute NOT IN ('open', 'in_review'))
      AND NOT EXISTS (SELECT FROM conversation_reported_message matter WHERE matter.order_id = conversation_message.order_id
        AND matter.seq = conversation_message.seq AND matter.status = 'open')`,
    endedAt: 'at',
  },
};

/**
 * Deletes the oldest first, rows that nobody else has locked, one short statement at a time. `vacuumed` gives the room of
 * deleted rows to new ones, where the engine does not do that by itself: only the owner of the tables may.
 */
export const postgresPruner = (
  db: Database,
  { vacuumed }: { readonly vacuumed: Database | undefined },
): Pruner =>
  withSafeErrors<Pruner>({
    async prune(kind, before, limit) {
      const { isUseless, endedAt } = kinds[kind];
      const table = sql.raw(kinds[kind].table);
      const gone = await rowsOf(
        db,
        sql`DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM ${table} WHERE ${sql.raw(isUseless)} AND ${sql.raw(endedAt)} < ${at(before)}
            ORDER BY ${sql.raw(endedAt)} LIMIT ${limit}::integer FOR UPDATE SKIP LOCKED))
          RETURNING true AS gone`,
      );
      if (vacuumed && gone.length > 0) await run(vacuumed, sql`VACUUM ${table}`);
      return gone.length;
    },
  });
