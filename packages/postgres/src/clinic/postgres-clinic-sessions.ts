import {
  type ClinicSession,
  type ClinicSessionStore,
  type Occupied,
  soldOf,
} from '@banzhen/domain/schedules';
import type { ClinicSessionId } from '@banzhen/domain/shared/ids';
import { done, err } from '@banzhen/domain/shared/result';
import { type Database, rowsOf } from '../database.js';
import { DatabaseFailure } from '../database-failure.js';
import { clinicSessions } from '../schema/index.js';
import { at, json, jsonRows, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';
import { fromSessionRow, toSessionRow } from './clinic-session-row.js';

const rows = tableRows(clinicSessions);
const written = rows.keys.filter(([key]) => key !== 'isOccupying');
const writtenNames = sql.raw(written.map(([, column]) => column).join(', '));

/** By column, as `jsonb_populate_recordset` reads it. */
const recordOf = (session: ClinicSession): Readonly<Record<string, unknown>> => {
  const row: Readonly<Record<string, unknown>> = toSessionRow(session);
  return Object.fromEntries(written.map(([key, column]) => [column, row[key]]));
};

const inserted = (sessions: readonly ClinicSession[]): Statement => sql`
  INSERT INTO clinic_session (${writtenNames})
  SELECT ${writtenNames} FROM jsonb_populate_recordset(NULL::clinic_session, ${jsonRows(sessions.map(recordOf))})
  ORDER BY id ON CONFLICT DO NOTHING RETURNING id`;

/** What the command may change. Seats are the database's: `remaining` moves by what the capacity moves by. */
const updated = (session: ClinicSession, expectedVersion: number): Statement => {
  const row = toSessionRow(session);
  const value = (key: keyof typeof row) => rows.value({ ...row, isOccupying: false }, key);
  return sql`UPDATE clinic_session SET capacity = ${session.capacity}::integer,
      remaining = remaining + ${session.capacity}::integer - capacity, release_at = ${value('releaseAt')}::timestamptz,
      early_release = ${json(row.earlyRelease)}, status = ${session.status}::text,
      published_at = ${value('publishedAt')}::timestamptz, released_at = ${value('releasedAt')}::timestamptz,
      suspended_at = ${value('suspendedAt')}::timestamptz, closed_at = ${value('closedAt')}::timestamptz,
      version = ${session.version}::integer
    WHERE id = ${session.id} AND version = ${expectedVersion} AND capacity - remaining <= ${session.capacity}::integer
    RETURNING id`;
};

const refusalBehind = (constraint: string | undefined, session: ClinicSession): Occupied | undefined => {
  if (constraint === 'clinic_session_doctor_free')
    return { type: 'DoctorOccupied', doctorId: session.doctorId };
  if (constraint === 'clinic_session_room_free') return { type: 'RoomOccupied', roomId: session.roomId };
  return undefined;
};

type Clash = { readonly doctor: boolean };

/** Clinic sessions; no-overlap of doctors and rooms are exclusion constraints (C7, BK2). */
export const postgresClinicSessions = (db: Database): ClinicSessionStore => {
  const those = async (where: Statement): Promise<readonly ClinicSession[]> => {
    const found = await rowsOf<Record<string, unknown>>(
      db,
      sql`SELECT ${rows.columns} FROM clinic_session WHERE ${where}`,
    );
    return found.map((row) => fromSessionRow(rows.read(row)));
  };
  const ids = async (where: Statement): Promise<readonly ClinicSessionId[]> => {
    const found = await rowsOf<{ id: ClinicSessionId }>(
      db,
      sql`SELECT id FROM clinic_session WHERE ${where}`,
    );
    return found.map(({ id }) => id);
  };
  const refused = async (session: ClinicSession): Promise<Occupied> => {
    const { startsAt, endsAt } = session.during;
    const [clash] = await rowsOf<Clash>(
      db,
      sql`SELECT doctor_id = ${session.doctorId} AS doctor FROM clinic_session
        WHERE is_occupying AND tstzrange(starts_at, ends_at) && tstzrange(${at(startsAt)}, ${at(endsAt)})
          AND (doctor_id = ${session.doctorId} OR room_id = ${session.roomId}) AND id <> ${session.id}
        ORDER BY doctor DESC LIMIT 1`,
    );
    if (!clash) throw new Error(`clinic session ${session.id} is there already`);
    return clash.doctor
      ? { type: 'DoctorOccupied', doctorId: session.doctorId }
      : { type: 'RoomOccupied', roomId: session.roomId };
  };

  return {
    async find(id) {
      return (await those(sql`id = ${id}`))[0];
    },

    async insert(sessions) {
      const made = await rowsOf<{ id: ClinicSessionId }>(db, inserted(sessions));
      const ids = new Set(made.map(({ id }) => id));
      const missing = sessions.find(({ id }) => !ids.has(id));
      return missing ? err(await refused(missing)) : done;
    },

    async update(session, expectedVersion) {
      if (session.version <= expectedVersion)
        throw new RangeError(`clinic session ${session.id} must move to a higher version`);
      try {
        const changed = await rowsOf(db, updated(session, expectedVersion));
        if (changed.length === 1) return done;
      } catch (thrown) {
        if (!(thrown instanceof DatabaseFailure)) throw thrown;
        const refusal = refusalBehind(thrown.constraint, session);
        if (refusal) return err(refusal);
        throw thrown;
      }
      const stored = (await those(sql`id = ${session.id}`))[0];
      if (stored?.version === expectedVersion)
        return err({ type: 'CapacityBelowSold', sold: soldOf(stored) });
      return err({ type: 'StaleVersion', ...(stored ? { currentVersion: stored.version } : {}) });
    },

    occupying: ({ doctorIds, roomIds }, { startsAt, endsAt }) =>
      those(sql`is_occupying AND tstzrange(starts_at, ends_at) && tstzrange(${at(startsAt)}, ${at(endsAt)})
        AND (doctor_id = ANY (${uuidArray(doctorIds)}) OR room_id = ANY (${uuidArray(roomIds)}))
        ORDER BY starts_at, id`),

    dueForRelease: (now, limit) =>
      ids(sql`status = 'PUBLISHED' AND release_at <= ${at(now)} ORDER BY release_at, id LIMIT ${limit}`),

    dueForClosing: (now, limit) =>
      ids(sql`status = 'RELEASED' AND ends_at <= ${at(now)} ORDER BY ends_at, id LIMIT ${limit}`),
  };
};
