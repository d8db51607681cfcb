import type { CertifiedEscorts } from '@banzhen/domain/certification';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { binary, jsonRows, optional, textArray } from '../sql-values.js';
import { sql } from '../statement.js';

type Known = {
  readonly skills: readonly string[];
  readonly is_barred: boolean;
  readonly birth_year: number | null;
  readonly first_practice_year: number | null;
};

/** What dispatch reads of an escort, as certification writes it. */
export const postgresCertifiedEscorts = ({ db, sealer }: SealedDatabase): CertifiedEscorts => {
  /** Whoever gives them work holds them too (ADR 0040): what is given was given before, and all that comes after is refused. */
  const hold = (accountId: AccountId): Promise<void> =>
    run(db, sql`SELECT hold_one('escort', id) FROM escort WHERE account_id = ${accountId}`);
  return {
    async find(accountId) {
      const [row] = await rowsOf<Known>(
        db,
        sql`SELECT to_json(skills) AS skills, certification IN ('SUSPENDED', 'REVOKED') AS is_barred, birth_year, first_practice_year
        FROM escort WHERE account_id = ${accountId}`,
      );
      if (!row) return undefined;
      const { skills, is_barred: isBarred, birth_year: birthYear, first_practice_year: since } = row;
      const described =
        birthYear === null ? undefined : { birthYear, ...optional('practisingSince', since ?? undefined) };
      return { skills, isBarred, ...optional('described', described) };
    },

    describe: (accountId, { birthYear, practisingSince }) =>
      run(
        db,
        sql`UPDATE escort SET birth_year = ${birthYear}::smallint, first_practice_year = ${practisingSince ?? null}::smallint
          WHERE account_id = ${accountId}`,
      ),

    async approve({ newId, accountId, tenantId, cityCode, gender, realName, opened }) {
      const subject = { kind: 'account', id: accountId } as const;
      const name = await sealer.seal(db, 'account.display_name', subject, accountId, realName);
      await run(
        db,
        sql`UPDATE account SET display_name = NULL, display_name_sealed = ${binary(name)} WHERE id = ${accountId}`,
      );
      const [escort] = await rowsOf<{ id: string }>(
        db,
        sql`INSERT INTO escort (id, account_id, tenant_id, city_code, gender, account_state, certification, is_accepting, skills,
          services)
        VALUES (${newId}, ${accountId}, ${tenantId}, ${cityCode}, ${gender}, 'ACTIVE', 'APPROVED', true,
          ${textArray(opened.skills)}, ${textArray(opened.services)})
        ON CONFLICT (account_id) DO UPDATE SET certification = 'APPROVED', gender = excluded.gender,
          hospital_ids = CASE WHEN escort.city_code = excluded.city_code THEN escort.hospital_ids ELSE '{}' END,
          city_code = excluded.city_code, skills = excluded.skills, services = excluded.services
        WHERE escort.certification NOT IN ('SUSPENDED', 'REVOKED')
        RETURNING id`,
      );
      if (!escort) throw new Error('an escort who is barred was to be approved');
      await run(db, sql`DELETE FROM escort_credential WHERE escort_id = ${escort.id}`);
      const credentials = opened.credentials.map(({ kind, validUntil }) => ({ kind, until: validUntil }));
      await run(
        db,
        sql`INSERT INTO escort_credential (escort_id, kind, valid_until)
        SELECT ${escort.id}::uuid, kind, until FROM jsonb_to_recordset(${jsonRows(credentials)})
          AS given(kind text, until timestamptz)`,
      );
    },

    async expire(accountId) {
      await hold(accountId);
      await run(
        db,
        sql`UPDATE escort SET certification = 'EXPIRED' WHERE account_id = ${accountId} AND certification = 'APPROVED'`,
      );
    },

    async bar(accountId, as) {
      await hold(accountId);
      await run(db, sql`UPDATE escort SET certification = ${as} WHERE account_id = ${accountId}`);
    },

    lift: (accountId) =>
      run(
        db,
        sql`UPDATE escort SET certification = 'APPROVED' WHERE account_id = ${accountId} AND certification = 'SUSPENDED'`,
      ),

    async servicesIn(cityCode) {
      const [city] = await rowsOf<{
        services: readonly { readonly code: string; readonly skills: readonly string[] }[] | null;
      }>(
        db,
        sql`SELECT (SELECT json_agg(json_build_object('code', code, 'skills', skills) ORDER BY code)
          FROM escort_service WHERE city_code = city.code) AS services
        FROM city WHERE code = ${cityCode} AND is_open`,
      );
      return city && (city.services ?? []);
    },
  };
};
