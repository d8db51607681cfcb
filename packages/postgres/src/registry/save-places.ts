import type { City, EscortService } from '@banzhen/domain/pricing';
import type { HospitalId, IdSource } from '@banzhen/domain/shared/ids';
import type { Place } from '@banzhen/domain/shared/place';
import { type Database, rowsOf } from '../database.js';
import { cities, escortServices } from '../schema/index.js';
import { jsonRows } from '../sql-values.js';
import { sql } from '../statement.js';

export type NamedCity = City & { readonly nameZh: string; readonly nameEn: string };

/** Adds the city or replaces it. */
export const saveCity = async (db: Database, city: NamedCity): Promise<void> => {
  const { code, ...rest } = city;
  await db.insert(cities).values(city).onConflictDoUpdate({ target: cities.code, set: rest });
};

/** Adds the service to a city's catalogue or replaces it (A17). */
export const saveService = async (db: Database, cityCode: string, service: EscortService): Promise<void> => {
  const row = { ...service, cityCode, skills: [...service.skills] };
  await db
    .insert(escortServices)
    .values(row)
    .onConflictDoUpdate({ target: [escortServices.cityCode, escortServices.code], set: row });
};

export type HospitalRow = {
  /** Unique within its city. */
  readonly code: string;
  readonly name: string;
  readonly district: string;
  readonly kind: string;
  readonly grade: string;
  readonly place?: Place;
  /** Only where the caller already has one; made here otherwise. */
  readonly id?: HospitalId;
};

export type UpsertedHospitals = { readonly added: number; readonly changed: number; readonly same: number };

/**
 * Adds or renews hospitals by their code, in one statement for the whole batch; a row without a place keeps the place
 * that is known. Of rows with the same code the last one counts. Repeating a batch changes nothing.
 */
export const upsertHospitals = async (
  db: Database,
  cityCode: string,
  rows: readonly HospitalRow[],
  ids: IdSource,
): Promise<UpsertedHospitals> => {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const given = [...byCode.values()].map(({ place, id, ...row }) => ({
    id: id ?? ids.next(),
    ...row,
    ...place,
  }));
  const written = await rowsOf<{ is_new: boolean }>(
    db,
    sql`INSERT INTO hospital (id, city_code, code, name, district, kind, grade, longitude, latitude, datum)
      SELECT id, ${cityCode}::text, code, name, district, kind, grade, longitude, latitude, datum
      FROM jsonb_to_recordset(${jsonRows(given)}) AS given(
        id uuid, code text, name text, district text, kind text, grade text,
        longitude double precision, latitude double precision, datum text)
      ORDER BY code
      ON CONFLICT (city_code, code) DO UPDATE SET name = excluded.name, district = excluded.district,
        kind = excluded.kind, grade = excluded.grade,
        longitude = coalesce(excluded.longitude, hospital.longitude),
        latitude = coalesce(excluded.latitude, hospital.latitude), datum = coalesce(excluded.datum, hospital.datum)
      WHERE (hospital.name, hospital.district, hospital.kind, hospital.grade)
          IS DISTINCT FROM (excluded.name, excluded.district, excluded.kind, excluded.grade)
        OR (excluded.datum IS NOT NULL AND (hospital.longitude, hospital.latitude, hospital.datum)
          IS DISTINCT FROM (excluded.longitude, excluded.latitude, excluded.datum))
      RETURNING (xmax = 0) AS is_new`,
  );
  const added = written.filter((row) => row.is_new).length;
  return { added, changed: written.length - added, same: given.length - written.length };
};

/**
 * Gives places to hospitals of a city by their exact name; answers how many hospitals have one of the names.
 */
export const placeHospitals = async (
  db: Database,
  cityCode: string,
  places: readonly { readonly name: string; readonly place: Place }[],
): Promise<number> => {
  const given = places.map(({ name, place }) => ({ name, ...place }));
  const placed = await rowsOf(
    db,
    sql`UPDATE hospital SET longitude = given.longitude, latitude = given.latitude, datum = given.datum
      FROM jsonb_to_recordset(${jsonRows(given)}) AS given(
        name text, longitude double precision, latitude double precision, datum text)
      WHERE hospital.city_code = ${cityCode} AND hospital.name = given.name RETURNING hospital.id`,
  );
  return placed.length;
};
