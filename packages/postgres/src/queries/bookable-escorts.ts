import type { Gender } from '@banzhen/domain/dispatch';
import type { AccountId, EscortId, HospitalId, TenantId } from '@banzhen/domain/shared/ids';
import { rowsOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored, stored } from '../sealing/stored-texts.js';
import { at } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

/** Escorts that somebody looks for; what is not said may be anything. */
export type EscortSearch = {
  readonly tenantId: TenantId;
  readonly cityCode: string;
  readonly now: Date;
  readonly gender?: Gender | undefined;
  readonly skill?: string | undefined;
  readonly hospitalId?: HospitalId | undefined;
  readonly serviceCode?: string | undefined;
  /** Of a unit of the service that is meant, or of any that the escort offers, in fen. */
  readonly leastFen?: number | undefined;
  readonly mostFen?: number | undefined;
  /** The age that they reach this year, both included; whose year of birth is unknown is not found by it. */
  readonly leastAge?: number | undefined;
  readonly mostAge?: number | undefined;
  readonly leastExperienceYears?: number | undefined;
  /** The present year in China, by which years are counted. */
  readonly year: number;
  readonly after?: EscortId | undefined;
  readonly limit: number;
};

/** An escort as families find them. */
export type BookableEscort = {
  readonly id: EscortId;
  readonly name: string;
  readonly gender: Gender;
  readonly skills: readonly string[];
  /** What they reach this year; absent where it is unknown. */
  readonly age?: number;
  readonly experienceYears?: number;
  /** Mean stars x 100, and of how many reviews. */
  readonly ratingHundredths: number;
  readonly ratingCount: number;
  readonly services: readonly {
    readonly code: string;
    readonly unitMinutes: number;
    readonly unitPriceFen: number;
  }[];
};

type Row = Omit<BookableEscort, 'name' | 'services' | 'age' | 'experienceYears'> & {
  readonly birthYear: number | null;
  readonly practisingSince: number | null;
  readonly accountId: AccountId;
  readonly name: Stored;
  readonly services: BookableEscort['services'] | null;
};

/** What somebody said, as a condition; whatever was not said holds. */
const ifSaid = <T extends string | number>(
  said: T | undefined,
  condition: (said: T) => Statement,
): Statement => (said === undefined ? sql.raw('true') : condition(said));

/**
 * Escorts of a city who may be booked (B30): approved, working, taking visits, with no credential that has run out and no sanction
 * that keeps them from working. By id, those after `after` only.
 */
export const bookableEscorts = async (
  database: SealedDatabase,
  search: EscortSearch,
): Promise<readonly BookableEscort[]> => {
  const { gender, skill, hospitalId, serviceCode, leastFen, mostFen, after, now, year } = search;
  const { leastAge, mostAge, leastExperienceYears } = search;
  const offered = sql`SELECT offered.code, offered.unit_minutes,
      coalesce(own.unit_price_fen, offered.unit_price_fen) AS unit_price_fen
    FROM escort_service offered LEFT JOIN prices own
      ON own.city_code = offered.city_code AND own.service_code = offered.code
    WHERE offered.city_code = escort.city_code AND offered.code = ANY (escort.services)`;
  const rows = await rowsOf<Row>(
    database.db,
    sql`WITH prices AS MATERIALIZED (SELECT * FROM prices_in_force(${search.tenantId}, ${at(now)}))
      SELECT escort.id, escort.gender, escort.skills, escort.birth_year AS "birthYear",
        escort.first_practice_year AS "practisingSince", account.id AS "accountId",
        ${stored('account', 'display_name')} AS name, escort.rating_count AS "ratingCount",
        (CASE WHEN rating_count = 0 THEN 0 ELSE round(rating_sum::numeric / rating_count) END)::integer
          AS "ratingHundredths",
        (SELECT json_agg(json_build_object('code', code, 'unitMinutes', unit_minutes, 'unitPriceFen', unit_price_fen)
          ORDER BY unit_minutes, code) FROM (${offered}) AS every) AS services
      FROM escort JOIN account ON account.id = escort.account_id
      WHERE escort.tenant_id = ${search.tenantId} AND escort.city_code = ${search.cityCode}
        AND escort.certification = 'APPROVED' AND escort.account_state IN ('ACTIVE', 'WARNED') AND escort.is_accepting
        AND NOT EXISTS (SELECT FROM escort_credential held
          WHERE held.escort_id = escort.id AND held.valid_until <= ${at(now)})
        AND NOT EXISTS (SELECT FROM sanction imposed
          WHERE imposed.account_id = escort.account_id AND imposed.lifted_at IS NULL AND imposed.valid_from <= ${at(now)}
            AND (imposed.valid_until IS NULL OR imposed.valid_until > ${at(now)})
            AND (imposed.kind = 'banned' OR 'work' = ANY (imposed.functions)))
        AND ${ifSaid(gender, (said) => sql`escort.gender = ${said}`)}
        AND ${ifSaid(skill, (said) => sql`${said} = ANY (escort.skills)`)}
        AND ${ifSaid(leastAge, (said) => sql`${year}::integer - escort.birth_year >= ${said}::integer`)}
        AND ${ifSaid(mostAge, (said) => sql`${year}::integer - escort.birth_year <= ${said}::integer`)}
        AND ${ifSaid(leastExperienceYears, (said) => sql`${year}::integer - escort.first_practice_year >= ${said}::integer`)}
        AND ${ifSaid(hospitalId, (said) => sql`(escort.hospital_ids = '{}' OR ${said}::uuid = ANY (escort.hospital_ids))`)}
        AND EXISTS (SELECT FROM (${offered}) AS one
          WHERE ${ifSaid(serviceCode, (said) => sql`one.code = ${said}`)}
            AND ${ifSaid(leastFen, (said) => sql`one.unit_price_fen >= ${said}::bigint`)}
            AND ${ifSaid(mostFen, (said) => sql`one.unit_price_fen <= ${said}::bigint`)})
        AND ${ifSaid(after, (said) => sql`escort.id > ${said}::uuid`)}
      ORDER BY escort.id LIMIT ${search.limit}::integer`,
  );
  const names = await openTexts(
    database,
    rows.map(({ accountId, name }) => ({ field: 'account.display_name', rowId: accountId, stored: name })),
  );
  return rows.map(({ accountId: _, name, services, birthYear, practisingSince, ...row }) => ({
    ...row,
    ...(birthYear === null ? {} : { age: year - birthYear }),
    ...(practisingSince === null ? {} : { experienceYears: year - practisingSince }),
    name: names(name) ?? '',
    services: services ?? [],
  }));
};
