import type { DueMembers, LevelCount, MemberStore } from '@banzhen/domain/membership';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { done, err } from '@banzhen/domain/shared/result';
import { asc, eq } from 'drizzle-orm';
import { type Database, rowsOf } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { memberEvents } from '../schema/members.js';
import { at, json, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';
import { memberEventOf, memberOf, memberRows, rowOfMember } from './member-row.js';

const columns =
  sql.raw(`tenant_id, status, growth, periods, level, policy_version, period_starts_at, period_ends_at,
  grace_days, purchases, grace_until, frozen_at, ended_at, version`);
const given =
  sql.raw(`given(account_id uuid, tenant_id uuid, status text, growth bigint, periods integer, level integer,
  policy_version integer, period_starts_at timestamptz, period_ends_at timestamptz, grace_days integer, purchases jsonb,
  grace_until timestamptz, frozen_at timestamptz, ended_at timestamptz, version integer)`);

/** Memberships: one guarded statement stores a version where the one before it still stands (6.0.1). */
export const postgresMembers = (db: Database): MemberStore => ({
  async find(accountId) {
    const [row] = await rowsOf<Readonly<Record<string, unknown>>>(
      db,
      sql`SELECT ${memberRows.columns} FROM member WHERE account_id = ${accountId}`,
    );
    return row && memberOf(memberRows.read(row));
  },

  async findAll(accountIds) {
    const rows = await rowsOf<Readonly<Record<string, unknown>>>(
      db,
      sql`SELECT ${memberRows.columns} FROM member WHERE account_id = ANY (${uuidArray(accountIds)})`,
    );
    return rows.map((row) => memberOf(memberRows.read(row)));
  },

  async ofTenant(tenantId, { limit, after, status }) {
    const rows = await rowsOf<Readonly<Record<string, unknown>>>(
      db,
      sql`SELECT ${memberRows.columns} FROM member WHERE tenant_id = ${tenantId}
        AND (${after ?? null}::uuid IS NULL OR account_id < ${after ?? null}::uuid)
        AND (${status ?? null}::text IS NULL OR status = ${status ?? null}::text)
        ORDER BY account_id DESC LIMIT ${limit}::integer`,
    );
    return rows.map((row) => memberOf(memberRows.read(row)));
  },

  async countByLevel(tenantId) {
    return rowsOf<LevelCount>(
      db,
      sql`SELECT level, count(*)::integer AS members FROM member
        WHERE tenant_id = ${tenantId} AND status IN ('ACTIVE', 'GRACE', 'FROZEN') GROUP BY level ORDER BY level`,
    );
  },

  async save(member) {
    const row = json(rowOfMember(member));
    const saved = await rowsOf(
      db,
      member.version === 1
        ? sql`INSERT INTO member (account_id, ${columns})
            SELECT account_id, ${columns} FROM jsonb_to_record(${row}) AS ${given}
            ON CONFLICT (account_id) DO NOTHING RETURNING version`
        : sql`UPDATE member SET (${columns}) = (SELECT ${columns} FROM jsonb_to_record(${row}) AS ${given})
            WHERE account_id = ${member.accountId} AND version = ${member.version - 1}::integer RETURNING version`,
    );
    return saved.length === 1 ? done : err({ type: 'MemberChanged' });
  },

  async record(event) {
    const { bizId, command, by } = event;
    const recorded = await rowsOf(
      db,
      sql`INSERT INTO member_event (account_id, version, tenant_id, type, transition, command, from_status, to_status, at,
          by_capacity, by_account, cause, biz_id, refs)
        VALUES (${event.accountId}, ${event.version}::integer, ${event.tenantId}, ${event.type}, ${event.row}, ${command},
          ${event.from}, ${event.to}, ${at(event.at)}, ${by.as}, ${by.accountId ?? null}::uuid, ${event.cause ?? null},
          ${bizId ?? null}, ${json(event.refs)})
        ON CONFLICT (tenant_id, command, biz_id) DO NOTHING RETURNING version`,
    );
    return recorded.length === 1 ? done : err({ type: 'AlreadyCounted', command, bizId: bizId ?? '' });
  },

  async history(accountId) {
    const rows = await db
      .select()
      .from(memberEvents)
      .where(eq(memberEvents.accountId, accountId))
      .orderBy(asc(memberEvents.version));
    return rows.map(memberEventOf);
  },
});

/** Reads for the timers of M3 and M4. */
export const postgresDueMembers = (db: Database): DueMembers =>
  withSafeErrors<DueMembers>({
    async due(now, limit) {
      const rows = await rowsOf<{ account_id: AccountId }>(
        db,
        sql`SELECT account_id FROM (
            SELECT account_id, period_ends_at AS over_at FROM member
              WHERE status = 'ACTIVE' AND period_ends_at <= ${at(now)}
            UNION ALL SELECT account_id, grace_until FROM member WHERE status = 'GRACE' AND grace_until <= ${at(now)}
          ) ended ORDER BY over_at LIMIT ${limit}::integer`,
      );
      return rows.map(({ account_id }) => account_id);
    },
  });
