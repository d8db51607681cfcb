import type { AccountId, DepartmentId, WaitlistEntryId } from '@banzhen/domain/shared/ids';
import type { Turn, WaitlistEntry } from '@banzhen/domain/waitlist';
import { fromWaitlistEntryRow } from '../clinic/waitlist-entry-row.js';
import { rowOf, rowsOf } from '../database.js';
import { waitlistEntries } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored, stored } from '../sealing/stored-texts.js';
import { at } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';

const rows = tableRows(waitlistEntries);

type Names = {
  readonly hospitalName: string;
  readonly departmentName: string;
  readonly doctorName: string | null;
};

/** An entry with the names of who waits for whom where, and its place in the line, from 1 on. */
export type NamedEntry = Names & {
  readonly entry: WaitlistEntry;
  readonly patientName: string;
  readonly place: number;
};

type Row = Names &
  Readonly<Record<string, unknown>> & { readonly patientName: Stored; readonly place: number };

/** Those entries that `which` finds, with their names. */
export const namedEntries = async (
  database: SealedDatabase,
  which: Statement,
): Promise<readonly NamedEntry[]> => {
  const found = await rowsOf<Row>(
    database.db,
    sql`SELECT ${rows.columns}, hospital.name AS "hospitalName", department.name AS "departmentName",
        doctor.name AS "doctorName", waitlist_place(waitlist_entry.id) AS place,
        ${stored('patient', 'display_name')} AS "patientName"
      FROM waitlist_entry JOIN hospital ON hospital.id = waitlist_entry.hospital_id
        JOIN department ON department.id = waitlist_entry.department_id
        LEFT JOIN doctor ON doctor.id = waitlist_entry.doctor_id
        LEFT JOIN patient ON patient.id = waitlist_entry.patient_id
      ${which}`,
  );
  const texts = await openTexts(
    database,
    found.map((row) => ({
      field: 'patient.display_name',
      rowId: rows.read(row).patientId,
      stored: row.patientName,
    })),
  );
  return found.map((row) => {
    const { hospitalName, departmentName, doctorName, place } = row;
    const patientName = texts(row.patientName) ?? '';
    const entry = fromWaitlistEntryRow(rows.read(row));
    return { hospitalName, departmentName, doctorName, place, patientName, entry };
  });
};

/** Those that somebody made or that are about patients whom they may see at `now`, the newest first, only before `before`. */
export const ownWaitlist = (
  database: SealedDatabase,
  accountId: AccountId,
  page: { readonly now: Date; readonly limit: number; readonly before?: WaitlistEntryId | undefined },
): Promise<readonly NamedEntry[]> =>
  namedEntries(
    database,
    sql`WHERE (waitlist_entry.booked_by = ${accountId} OR waitlist_entry.patient_id IN (
        SELECT patient_id FROM patient_grant WHERE account_id = ${accountId} AND 'view' = ANY (scopes)
          AND valid_from <= ${at(page.now)} AND (valid_until IS NULL OR valid_until > ${at(page.now)})))
      ${page.before === undefined ? sql.raw('') : sql`AND waitlist_entry.id < ${page.before}`}
      ORDER BY waitlist_entry.id DESC LIMIT ${page.limit}::integer`,
  );

/** The live entries of a department, the longest waiting first. */
export const waitlistOf = (
  database: SealedDatabase,
  departmentId: DepartmentId,
  limit: number,
): Promise<readonly NamedEntry[]> =>
  namedEntries(
    database,
    sql`WHERE waitlist_entry.department_id = ${departmentId} AND waitlist_entry.is_live
      ORDER BY waitlist_entry.waiting_since, waitlist_entry.id LIMIT ${limit}::integer`,
  );

/** How many entries of a department are in which live state, and what was ever offered. */
export const waitlistCounts = async (
  { db }: SealedDatabase,
  departmentId: DepartmentId,
): Promise<Turn & { readonly waiting: number; readonly offered: number; readonly paused: number }> =>
  rowOf(
    db,
    sql`SELECT count(*) FILTER (WHERE status = 'WAITING')::integer AS waiting,
        count(*) FILTER (WHERE status = 'OFFERED')::integer AS offered,
        count(*) FILTER (WHERE status = 'PAUSED')::integer AS paused,
        coalesce((SELECT max(number) FROM waitlist_offer WHERE department_id = ${departmentId}), 0) AS offers,
        coalesce((SELECT max(out_of_turn) FROM waitlist_offer WHERE department_id = ${departmentId}), 0) AS "outOfTurn"
      FROM waitlist_entry WHERE department_id = ${departmentId} AND is_live`,
  );
