import type { CalendarLink, CalendarLinkStore, CalendarOwner } from '@banzhen/domain/calendars';
import type { DoctorId, EscortId } from '@banzhen/domain/shared/ids';
import { fromHex } from '../accounts/hex.js';
import { instantIn } from '../accounts/instant-column.js';
import { type Database, rowsOf, run } from '../database.js';
import { at, instantOf, optional } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

export type CalendarLinkRow = {
  readonly id: CalendarLink['id'];
  readonly tenant_id: CalendarLink['tenantId'];
  readonly escort_id: EscortId | null;
  readonly doctor_id: DoctorId | null;
  readonly hash: string;
  readonly created_at: string;
  readonly made_by_account: CalendarLink['createdBy'];
  readonly expires_at: string;
  readonly revoked_at: string | null;
  readonly last_read_at: string | null;
};

export const calendarLinkColumns = sql`calendar_link.id, calendar_link.tenant_id, calendar_link.escort_id,
  calendar_link.doctor_id, encode(calendar_link.hash, 'hex') AS hash, calendar_link.created_at,
  calendar_link.made_by_account, calendar_link.expires_at, calendar_link.revoked_at, calendar_link.last_read_at`;

const ownerOf = ({ escort_id, doctor_id }: CalendarLinkRow): CalendarOwner => {
  if (escort_id !== null) return { kind: 'escort', escortId: escort_id };
  if (doctor_id !== null) return { kind: 'doctor', doctorId: doctor_id };
  throw new Error('a link to nobody’s calendar');
};

export const calendarLinkOf = (row: CalendarLinkRow): CalendarLink => ({
  id: row.id,
  tenantId: row.tenant_id,
  owner: ownerOf(row),
  hash: row.hash,
  createdAt: instantOf(row.created_at),
  createdBy: row.made_by_account,
  expiresAt: instantOf(row.expires_at),
  ...optional('revokedAt', instantIn(row.revoked_at)),
  ...optional('lastReadAt', instantIn(row.last_read_at)),
});

const idOf = (owner: CalendarOwner): string => (owner.kind === 'escort' ? owner.escortId : owner.doctorId);

const isOf = (owner: CalendarOwner): Statement =>
  owner.kind === 'escort' ? sql`escort_id = ${owner.escortId}` : sql`doctor_id = ${owner.doctorId}`;

const endLink = (db: Database, owner: CalendarOwner, when: Date) =>
  rowsOf(
    db,
    sql`UPDATE calendar_link SET revoked_at = greatest(${at(when)}, created_at)
      WHERE ${isOf(owner)} AND revoked_at IS NULL RETURNING id`,
  );

/** Links to calendars; whoever makes one waits for whoever makes another of the same owner. */
export const postgresCalendarLinks = (db: Database): CalendarLinkStore => ({
  async replace(link) {
    const { owner } = link;
    await run(db, sql`SELECT pg_advisory_xact_lock(hashtextextended(${`calendar ${idOf(owner)}`}, 0))`);
    await endLink(db, owner, link.createdAt);
    const [escortId, doctorId] = owner.kind === 'escort' ? [owner.escortId, null] : [null, owner.doctorId];
    await run(
      db,
      sql`INSERT INTO calendar_link (id, tenant_id, escort_id, doctor_id, hash, created_at, made_by_account, expires_at)
        VALUES (${link.id}, ${link.tenantId}, ${escortId}, ${doctorId}, ${fromHex(link.hash)}, ${at(link.createdAt)},
          ${link.createdBy}, ${at(link.expiresAt)})`,
    );
  },

  revoke: async (owner, when) => (await endLink(db, owner, when)).length === 1,

  async ofOwner(owner, most) {
    const rows = await rowsOf<CalendarLinkRow>(
      db,
      sql`SELECT ${calendarLinkColumns} FROM calendar_link WHERE ${isOf(owner)}
        ORDER BY created_at DESC, id DESC LIMIT ${most}::integer`,
    );
    return rows.map(calendarLinkOf);
  },
});
