import type { StaffRole } from '@banzhen/domain/shared/actor';
import type { AccountId, EscortId, HospitalId, PatientId, TenantId } from '@banzhen/domain/shared/ids';
import type { Place } from '@banzhen/domain/shared/place';
import { rowsOf } from '../database.js';
import { placeOf } from '../place-row.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored, stored } from '../sealing/stored-texts.js';
import { at, optional, textArray, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';

export type HospitalRow = {
  readonly id: HospitalId;
  readonly code: string;
  readonly name: string;
  readonly district: string;
  readonly kind: string;
  readonly grade: string;
  readonly place?: Place;
};

const asPattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Hospitals of a city whose name contains `text`; third-grade ones first, then by name. */
export const searchHospitals = async (
  { db }: SealedDatabase,
  query: { readonly cityCode: string; readonly text: string; readonly limit: number },
): Promise<readonly HospitalRow[]> => {
  const rows = await rowsOf<HospitalRow & Parameters<typeof placeOf>[0]>(
    db,
    sql`SELECT id, code, name, district, kind, grade, longitude, latitude, datum FROM hospital
        WHERE city_code = ${query.cityCode} AND name LIKE ${asPattern(query.text)}
        ORDER BY grade NOT LIKE '三级%', longitude IS NULL, name, id LIMIT ${query.limit}`,
  );
  return rows.map(({ longitude, latitude, datum, ...row }) => ({
    ...row,
    ...optional('place', placeOf({ longitude, latitude, datum })),
  }));
};

/** Codes of all cities. */
export const cityCodes = async ({ db }: SealedDatabase): Promise<readonly string[]> =>
  (await rowsOf<{ readonly code: string }>(db, sql`SELECT code FROM city ORDER BY code`)).map(
    ({ code }) => code,
  );

export type HospitalOfCity = { readonly id: HospitalId; readonly name: string; readonly cityCode: string };

/** Hospitals of some cities, those of one city together; third-grade ones first, then by name. */
export const hospitalsOfCities = (
  { db }: SealedDatabase,
  cities: readonly string[],
  limit: number,
): Promise<readonly HospitalOfCity[]> =>
  rowsOf<HospitalOfCity>(
    db,
    sql`SELECT id, name, city_code AS "cityCode" FROM hospital WHERE city_code = ANY (${textArray(cities)})
        ORDER BY city_code, grade NOT LIKE '三级%', longitude IS NULL, name, id LIMIT ${limit}::integer`,
  );

/** Those among `ids` that are there, in the order of their ids. */
export const hospitalsAmong = (
  { db }: SealedDatabase,
  ids: readonly HospitalId[],
): Promise<readonly HospitalOfCity[]> =>
  rowsOf<HospitalOfCity>(
    db,
    sql`SELECT id, name, city_code AS "cityCode" FROM hospital WHERE id = ANY (${uuidArray(ids)}) ORDER BY id`,
  );

export type ServiceRow = {
  readonly code: string;
  readonly kind: 'visit' | 'care';
  readonly titleZh: string;
  readonly titleEn: string;
  readonly unitMinutes: number;
  readonly unitPriceFen: number;
  /** Both or neither. */
  readonly lowestFen: number | null;
  readonly highestFen: number | null;
};

/** What is offered in a city, at the prices of a tenant that are in force at `now`. */
export const servicesOf = (
  { db }: SealedDatabase,
  { cityCode, tenantId, now }: { readonly cityCode: string; readonly tenantId: TenantId; readonly now: Date },
): Promise<readonly ServiceRow[]> =>
  rowsOf<ServiceRow>(
    db,
    sql`SELECT code, kind, title_zh AS "titleZh", title_en AS "titleEn", unit_minutes AS "unitMinutes",
          coalesce(own.unit_price_fen, offered.unit_price_fen) AS "unitPriceFen",
          own.lowest_fen AS "lowestFen", own.highest_fen AS "highestFen"
        FROM escort_service offered LEFT JOIN prices_in_force(${tenantId}::uuid, ${at(now)}) own
          ON own.city_code = offered.city_code AND own.service_code = offered.code
        WHERE offered.city_code = ${cityCode} ORDER BY kind DESC, unit_minutes, code`,
  );

export type PatientRow = { readonly id: PatientId; readonly name: string; readonly isRealNamed: boolean };

type StoredName = { readonly name: Stored };

/** The order in which people look for a name; the same names come in the order of their ids. */
const byName = (left: { name: string; id: string }, right: { name: string; id: string }): number =>
  left.name.localeCompare(right.name, 'zh') || (left.id < right.id ? -1 : 1);

/** Patients for whom an account holds a live grant at `now`, by name. */
export const patientsOf = async (
  database: SealedDatabase,
  accountId: AccountId,
  now: Date,
): Promise<readonly PatientRow[]> => {
  const rows = await rowsOf<Omit<PatientRow, 'name'> & StoredName>(
    database.db,
    sql`SELECT id, ${stored('patient', 'display_name')} AS name, is_real_named AS "isRealNamed"
        FROM patient WHERE id IN (
          SELECT patient_id FROM patient_grant
          WHERE account_id = ${accountId} AND valid_from <= ${at(now)}
            AND (valid_until IS NULL OR valid_until > ${at(now)}))`,
  );
  const texts = await openTexts(
    database,
    rows.map(({ id, name }) => ({ field: 'patient.display_name', rowId: id, stored: name })),
  );
  return rows.map((row) => ({ ...row, name: texts(row.name) ?? '' })).toSorted(byName);
};

export type PersonRow = {
  readonly accountId: AccountId;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly staffRoles: readonly StaffRole[];
  readonly escortId: EscortId | null;
  readonly cityCode: string | null;
  readonly hasPatients: boolean;
};

const people = sql`
  SELECT account.id AS "accountId", account.tenant_id AS "tenantId", ${stored('account', 'display_name')} AS name,
    coalesce((SELECT json_agg(DISTINCT role) FROM staff_grant WHERE staff_grant.account_id = account.id
      AND revoked_at IS NULL AND valid_from <= now() AND (valid_until IS NULL OR valid_until > now())), '[]') AS "staffRoles",
    escort.id AS "escortId", escort.city_code AS "cityCode",
    EXISTS (SELECT FROM patient_grant WHERE patient_grant.account_id = account.id) AS "hasPatients"
  FROM account LEFT JOIN escort ON escort.account_id = account.id`;

const opened = async (
  database: SealedDatabase,
  rows: readonly (Omit<PersonRow, 'name'> & StoredName)[],
): Promise<readonly PersonRow[]> => {
  const texts = await openTexts(
    database,
    rows.map(({ accountId, name }) => ({ field: 'account.display_name', rowId: accountId, stored: name })),
  );
  return rows.map((row) => ({ ...row, name: texts(row.name) ?? '' }));
};

/** One account with all that it is (E4). */
export const personOf = async (
  database: SealedDatabase,
  accountId: AccountId,
): Promise<PersonRow | undefined> => {
  const [row] = await opened(
    database,
    await rowsOf(database.db, sql`${people} WHERE account.id = ${accountId}`),
  );
  return row;
};

/** Where an escort works; undefined when there is no such escort. */
export const cityOfEscort = async (
  { db }: SealedDatabase,
  escortId: EscortId,
): Promise<string | undefined> => {
  const [row] = await rowsOf<{ readonly cityCode: string }>(
    db,
    sql`SELECT city_code AS "cityCode" FROM escort WHERE id = ${escortId}`,
  );
  return row?.cityCode;
};

/** People of the demo, staff first, then families, then escorts; at most `limit`. */
export const demoPeople = async (database: SealedDatabase, limit: number): Promise<readonly PersonRow[]> =>
  opened(
    database,
    await rowsOf(
      database.db,
      sql`${people} WHERE account.erased_at IS NULL ORDER BY NOT EXISTS (SELECT FROM staff_grant WHERE staff_grant.account_id = account.id), escort.id IS NOT NULL, account.created_at, account.id LIMIT ${limit}`,
    ),
  );
