import type { CalendarEntry, CalendarReader } from '@banzhen/domain/calendars';
import type { DoctorId, EscortId } from '@banzhen/domain/shared/ids';
import { fromHex } from '../accounts/hex.js';
import { type Database, rowsOf, run } from '../database.js';
import { withSafeErrors } from '../database-failure.js';
import { at, instantOf, optional } from '../sql-values.js';
import { sql } from '../statement.js';
import { type CalendarLinkRow, calendarLinkColumns, calendarLinkOf } from './postgres-calendar-links.js';

type Row = {
  readonly uid: string;
  readonly sequence: number;
  readonly kind: CalendarEntry['kind'];
  readonly starts_at: string;
  readonly ends_at: string;
  readonly hospital: string;
  readonly order_no: string | null;
  readonly is_cancelled: boolean;
  readonly changed_at: string;
};

type Range = { readonly from: Date; readonly until: Date };

/** Every shift that the escort has or had: it is called off where it is no more theirs, or the order has come to nothing. */
const ofEscort = (escortId: EscortId, { from, until }: Range) => sql`
  WITH mine AS (
    SELECT order_id, no FROM order_shift WHERE escort_id = ${escortId} AND cover = 'accepted'
    UNION
    SELECT order_id, (refs ->> 'shiftNo')::integer FROM order_event
      WHERE type = 'ShiftAccepted' AND refs ->> 'escortId' = ${escortId}::text)
  SELECT shift.order_id || '-' || shift.no AS uid, told.version AS sequence, told.service_kind AS kind, shift.starts_at,
    shift.ends_at, hospital.name AS hospital, told.order_no,
    shift.cover <> 'accepted' OR shift.escort_id IS DISTINCT FROM ${escortId}
      OR told.status = 'CANCELLED' AS is_cancelled,
    coalesce((SELECT max(event.at) FROM order_event event WHERE event.order_id = told.id), shift.starts_at) AS changed_at
  FROM mine
  JOIN order_shift shift ON shift.order_id = mine.order_id AND shift.no = mine.no
  JOIN escort_order told ON told.id = shift.order_id
  JOIN hospital ON hospital.id = told.hospital_id
  WHERE shift.ends_at > ${at(from)} AND shift.starts_at < ${at(until)}
  ORDER BY shift.starts_at, uid`;

/** Sessions of a doctor that were published: stopped ones, and those that were closed before they began, are called off. */
const ofDoctor = (doctorId: DoctorId, { from, until }: Range) => sql`
  SELECT session.id::text AS uid, session.version AS sequence, 'session' AS kind, session.starts_at, session.ends_at,
    hospital.name AS hospital, NULL AS order_no,
    session.status = 'SUSPENDED' OR session.status = 'CLOSED' AND session.closed_at < session.starts_at AS is_cancelled,
    greatest(session.published_at, session.released_at, session.suspended_at, session.closed_at) AS changed_at
  FROM clinic_session session JOIN hospital ON hospital.id = session.hospital_id
  WHERE session.doctor_id = ${doctorId} AND session.status <> 'DRAFT'
    AND session.ends_at > ${at(from)} AND session.starts_at < ${at(until)}
  ORDER BY session.starts_at, uid`;

/** Whose token is shown, and what they do; it asks as the platform, for nobody is signed in who shows one. */
export const postgresCalendarReader = (db: Database): CalendarReader =>
  withSafeErrors<CalendarReader>({
    async find(hash) {
      const [row] = await rowsOf<CalendarLinkRow>(
        db,
        sql`SELECT ${calendarLinkColumns} FROM calendar_link WHERE hash = ${fromHex(hash)}`,
      );
      return row && calendarLinkOf(row);
    },

    noteRead: (id, when) =>
      run(
        db,
        sql`UPDATE calendar_link SET last_read_at = ${at(when)}
          WHERE id = ${id} AND (last_read_at IS NULL OR last_read_at < ${at(when)})`,
      ),

    async entries({ owner }, range) {
      const rows = await rowsOf<Row>(
        db,
        owner.kind === 'escort' ? ofEscort(owner.escortId, range) : ofDoctor(owner.doctorId, range),
      );
      return rows.map((row) => ({
        uid: row.uid,
        sequence: row.sequence,
        kind: row.kind,
        startsAt: instantOf(row.starts_at),
        endsAt: instantOf(row.ends_at),
        hospitalName: row.hospital,
        ...optional('orderNo', row.order_no),
        isCancelled: row.is_cancelled,
        changedAt: instantOf(row.changed_at),
      }));
    },
  });
