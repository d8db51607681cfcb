import type { SessionStore } from '@banzhen/domain/accounts';
import { type Database, rowsOf, run } from '../database.js';
import { at } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { fromHex } from './hex.js';
import { type SessionRow, sessionColumns, sessionOf } from './session-row.js';

const isLive = (now: Date): Statement =>
  sql`ended_at IS NULL AND idle_until > ${at(now)} AND ends_at > ${at(now)}`;

export const postgresSessions = (db: Database): SessionStore => ({
  insert: (session) =>
    run(
      db,
      sql`INSERT INTO session (id, account_id, token_hash, kind, auth_level, device, started_at, last_seen_at, idle_until,
          ends_at, stepped_up_at, ended_at, ended_why)
        VALUES (${session.id}, ${session.accountId}, ${fromHex(session.tokenHash)}, ${session.kind}, ${session.authLevel},
          ${session.device}, ${at(session.startedAt)}, ${at(session.lastSeenAt)}, ${at(session.idleUntil)},
          ${at(session.endsAt)}, ${session.steppedUpAt ? at(session.steppedUpAt) : null},
          ${session.ended ? at(session.ended.at) : null}, ${session.ended?.why ?? null})`,
    ),

  async ofAccount(accountId, now) {
    const rows = await rowsOf<SessionRow>(
      db,
      sql`SELECT ${sessionColumns} FROM session WHERE account_id = ${accountId} AND ${isLive(now)}
        ORDER BY last_seen_at DESC, id`,
    );
    return rows.map(sessionOf);
  },

  async end(accountId, id, ended) {
    const gone = await rowsOf(
      db,
      sql`UPDATE session SET ended_at = ${at(ended.at)}, ended_why = ${ended.why}
        WHERE id = ${id} AND account_id = ${accountId} AND ${isLive(ended.at)} RETURNING id`,
    );
    return gone.length === 1;
  },

  async endAll(accountId, why, now, except) {
    const gone = await rowsOf(
      db,
      sql`UPDATE session SET ended_at = ${at(now)}, ended_why = ${why}
        WHERE account_id = ${accountId} AND ${isLive(now)} AND id IS DISTINCT FROM ${except ?? null}::uuid RETURNING id`,
    );
    return gone.length;
  },

  async stepUp(id, when) {
    const steppedUp = await rowsOf(
      db,
      sql`UPDATE session SET stepped_up_at = ${at(when)} WHERE id = ${id} AND ${isLive(when)} RETURNING id`,
    );
    return steppedUp.length === 1;
  },
});
