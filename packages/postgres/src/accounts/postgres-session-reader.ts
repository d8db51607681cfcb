import type { SessionReader } from '@banzhen/domain/accounts';
import type { EscortId, TenantId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf, run } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { at, optional } from '../sql-values.js';
import { sql } from '../statement.js';
import { type GrantRow, grantOf } from './grant-row.js';
import { fromHex } from './hex.js';
import { type EffectRow, effectOf } from './sanction-row.js';
import { type SessionRow, sessionColumns, sessionOf } from './session-row.js';

type Row = SessionRow & {
  readonly tenant_id: TenantId;
  readonly escort_id: EscortId | null;
  readonly grants: readonly GrantRow[] | null;
  readonly sanctions: readonly EffectRow[] | null;
};

/** Who sends a request: one statement by primary keys and partial indexes, for every request anew (AU9). */
export const postgresSessionReader = (db: Database): SessionReader =>
  withSafeErrors<SessionReader>({
    async find(tokenHash) {
      const [row] = await rowsOf<Row>(
        db,
        sql`SELECT ${sessionColumns}, account.tenant_id, escort.id AS escort_id,
            (SELECT json_agg(held) FROM staff_grant held WHERE held.account_id = session.account_id) AS grants,
            (SELECT json_agg(json_build_object('id', given.id, 'kind', given.kind, 'functions', given.functions,
                'cause', given.cause, 'valid_from', given.valid_from, 'valid_until', given.valid_until))
              FROM sanction given WHERE given.account_id = session.account_id AND given.lifted_at IS NULL) AS sanctions
          FROM session JOIN account ON account.id = session.account_id
            LEFT JOIN escort ON escort.account_id = session.account_id
          WHERE session.token_hash = ${fromHex(tokenHash)}`,
      );
      if (!row) return undefined;
      return {
        session: sessionOf(row),
        tenantId: row.tenant_id,
        ...optional('escortId', row.escort_id),
        grants: (row.grants ?? []).map(grantOf),
        sanctions: (row.sanctions ?? []).map(effectOf),
      };
    },

    noteSeen: (id, { lastSeenAt, idleUntil }) =>
      run(
        db,
        sql`UPDATE session SET last_seen_at = ${at(lastSeenAt)}, idle_until = ${at(idleUntil)}
          WHERE id = ${id} AND ended_at IS NULL AND last_seen_at < ${at(lastSeenAt)}`,
      ),
  });
