import type { StaffRole } from '@banzhen/domain/shared/actor';
import type { AccountId, EscortId, HospitalId, PatientId, TenantId } from '@banzhen/domain/shared/ids';
import type { Place } from '@banzhen/domain/shared/place';
import { type Database, rowsOf } from '../database.js';
import { placeOf } from '../place-row.js';
import { at, optional } from '../sql-values.js';
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
  db: Database,
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

export type ServiceRow = {
  readonly code: string;
  readonly kind: 'visit' | 'care';
  readonly titleZh: string;
  readonly titleEn: string;
  readonly unitMinutes: number;
  readonly unitPriceFen: number;
};

export const servicesOf = (db: Database, cityCode: string): Promise<readonly ServiceRow[]> =>
  rowsOf<ServiceRow>(
    db,
    sql`SELECT code, kind, title_zh AS "titleZh", title_en AS "titleEn", unit_minutes AS "unitMinutes",
          unit_price_fen AS "unitPriceFen"
        FROM escort_service WHERE city_code = ${cityCode} ORDER BY kind DESC, unit_minutes, code`,
  );

export type PatientRow = { readonly id: PatientId; readonly name: string; readonly isRealNamed: boolean };

/** Patients for whom an account holds a live grant at `now`. */
export const patientsOf = (db: Database, accountId: AccountId, now: Date): Promise<readonly PatientRow[]> =>
  rowsOf<PatientRow>(
    db,
    sql`SELECT DISTINCT patient.id, display_name AS name, is_real_named AS "isRealNamed"
        FROM patient JOIN patient_grant held ON held.patient_id = patient.id
        WHERE held.account_id = ${accountId} AND held.valid_from <= ${at(now)}
          AND (held.valid_until IS NULL OR held.valid_until > ${at(now)})
        ORDER BY name, patient.id`,
  );

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
  SELECT account.id AS "accountId", account.tenant_id AS "tenantId", display_name AS name,
    to_json(staff_roles) AS "staffRoles", escort.id AS "escortId", escort.city_code AS "cityCode",
    EXISTS (SELECT FROM patient_grant WHERE patient_grant.account_id = account.id) AS "hasPatients"
  FROM account LEFT JOIN escort ON escort.account_id = account.id`;

/** One account with all that it is (E4). */
export const personOf = async (db: Database, accountId: AccountId): Promise<PersonRow | undefined> => {
  const [row] = await rowsOf<PersonRow>(db, sql`${people} WHERE account.id = ${accountId}`);
  return row;
};

/** People of the demo, staff first, then families, then escorts; at most `limit`. */
export const demoPeople = (db: Database, limit: number): Promise<readonly PersonRow[]> =>
  rowsOf<PersonRow>(
    db,
    sql`${people} ORDER BY cardinality(staff_roles) = 0, escort.id IS NOT NULL, account.created_at, account.id LIMIT ${limit}`,
  );
