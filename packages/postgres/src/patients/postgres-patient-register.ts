import type { PatientRegister, ProxyStore } from '@banzhen/domain/patients';
import { ERASED } from '@banzhen/domain/privacy';
import type { AccountId, PatientId } from '@banzhen/domain/shared/ids';
import { rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored, stored } from '../sealing/stored-texts.js';
import { at, binary, textArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { sealedHome } from './patient-home.js';
import { postgresPatients } from './postgres-patients.js';

/** Any number: whoever looks for an account's patient by ID number takes it with the account. */
const LOOKING = 402_117_935;

/** Whether the account may book for the patient of the row. */
const isBookable = (accountId: AccountId, instant: Date): Statement =>
  sql`EXISTS (SELECT FROM patient_grant held WHERE held.patient_id = patient.id
    AND held.account_id = ${accountId} AND 'book' = ANY (held.scopes) AND held.valid_from <= ${at(instant)}
    AND (held.valid_until IS NULL OR held.valid_until > ${at(instant)}))`;

/** Patients as families call them, with whose they are. */
export const postgresPatientRegister = (database: SealedDatabase): PatientRegister => {
  const { db, sealer } = database;
  const sealedName = async (id: PatientId, name: string): Promise<Statement> =>
    binary(await sealer.seal(db, 'patient.display_name', { kind: 'patient', id }, id, name));
  return {
    async insert({ id, tenantId, isRealNamed, home, grants }, name) {
      const { homeSealed } = await sealedHome(database, id, home);
      await run(
        db,
        sql`INSERT INTO patient (id, tenant_id, display_name_sealed, is_real_named, home_sealed)
          VALUES (${id}, ${tenantId}, ${await sealedName(id, name)}, ${isRealNamed},
            ${homeSealed ? binary(homeSealed) : null})`,
      );
      const { add } = postgresProxies(database);
      for (const grant of grants) await add(id, grant);
    },

    async name(id) {
      const [row] = await rowsOf<{ name: Stored }>(
        db,
        sql`SELECT ${stored('patient', 'display_name')} AS name FROM patient WHERE id = ${id}`,
      );
      if (!row) return ERASED;
      const texts = await openTexts(database, [
        { field: 'patient.display_name', rowId: id, stored: row.name },
      ]);
      return texts(row.name) ?? ERASED;
    },

    async rename(id, name) {
      await run(
        db,
        sql`UPDATE patient SET display_name = NULL, display_name_sealed = ${await sealedName(id, name)} WHERE id = ${id}`,
      );
    },

    setRealNamed: (id, isRealNamed) =>
      run(db, sql`UPDATE patient SET is_real_named = ${isRealNamed} WHERE id = ${id}`),

    bookableBy: (tenantId, accountId, instant) =>
      rowsOf<{ id: PatientId; isRealNamed: boolean }>(
        db,
        sql`SELECT id, is_real_named AS "isRealNamed" FROM patient
          WHERE tenant_id = ${tenantId} AND ${isBookable(accountId, instant)} ORDER BY id`,
      ),

    async citiesOf(id) {
      const rows = await rowsOf<{ city: string }>(
        db,
        sql`SELECT DISTINCT city_code AS city FROM escort_order WHERE patient_id = ${id} ORDER BY 1`,
      );
      return rows.map(({ city }) => city);
    },

    async findOwn(tenantId, accountId, idNumber, instant) {
      await run(db, sql`SELECT pg_advisory_xact_lock(${LOOKING}::integer, hashtext(${accountId}))`);
      const [row] = await rowsOf<{ id: PatientId }>(
        db,
        sql`SELECT id FROM patient WHERE tenant_id = ${tenantId}
            AND id_number_index = ${binary(sealer.index('patient.id_number', idNumber))}
            AND ${isBookable(accountId, instant)} ORDER BY id LIMIT 1`,
      );
      return row?.id;
    },
  };
};

/** Grants of patients. */
export const postgresProxies = (database: SealedDatabase): ProxyStore => ({
  async lock(id) {
    // Whoever waits for the row must not judge by the grants of before: it looks once it has it.
    await run(database.db, sql`SELECT FROM patient WHERE id = ${id} FOR UPDATE`);
    return postgresPatients(database).find(id);
  },

  add: (id, { accountId, scopes, from, until }) =>
    run(
      database.db,
      sql`INSERT INTO patient_grant (patient_id, account_id, scopes, valid_from, valid_until)
        VALUES (${id}, ${accountId}, ${textArray(scopes)}, ${at(from)}, ${until ? at(until) : null})
        ON CONFLICT (patient_id, account_id, valid_from)
        DO UPDATE SET scopes = excluded.scopes, valid_until = excluded.valid_until`,
    ),

  async end(id, accountId, instant) {
    const own = sql`patient_id = ${id} AND account_id = ${accountId}
      AND (valid_until IS NULL OR valid_until > ${at(instant)})`;
    const unused = await rowsOf(
      database.db,
      sql`DELETE FROM patient_grant WHERE ${own} AND valid_from >= ${at(instant)} RETURNING true`,
    );
    const ended = await rowsOf(
      database.db,
      sql`UPDATE patient_grant SET valid_until = ${at(instant)} WHERE ${own} RETURNING true`,
    );
    return unused.length + ended.length > 0;
  },
});
