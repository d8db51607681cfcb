import type { Patient, PatientStore, ProxyGrant } from '@banzhen/domain/patients';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf } from '../database.js';
import { placeOf } from '../place-row.js';
import { patients } from '../schema/index.js';
import { at, instantOf, optional } from '../sql-values.js';
import { sql } from '../statement.js';
import { tableRows } from '../table-rows.js';

type GrantJson = {
  readonly account_id: AccountId;
  readonly scopes: ProxyGrant['scopes'];
  readonly valid_from: string;
  readonly valid_until: string | null;
};

const patientRows = tableRows(patients);
const patientColumns = sql`${patientRows.columns}, (
  SELECT json_agg(g ORDER BY g.valid_from, g.account_id) FROM patient_grant g WHERE g.patient_id = patient.id) AS grants`;

const grantOf = (row: GrantJson): ProxyGrant => ({
  accountId: row.account_id,
  scopes: row.scopes,
  from: instantOf(row.valid_from),
  ...optional('until', row.valid_until === null ? undefined : instantOf(row.valid_until)),
});

const patientOf = (row: typeof patients.$inferSelect, grants: readonly GrantJson[] | null): Patient => ({
  id: row.id,
  tenantId: row.tenantId,
  isRealNamed: row.isRealNamed,
  ...optional(
    'home',
    placeOf({ longitude: row.homeLongitude, latitude: row.homeLatitude, datum: row.homeDatum }),
  ),
  grants: (grants ?? []).map(grantOf),
});

/** Patients with all that was ever granted for them, and the discounts of memberships. */
export const postgresPatients = (db: Database): PatientStore => ({
  async find(id) {
    const [row] = await rowsOf<Record<string, unknown>>(
      db,
      sql`SELECT ${patientColumns} FROM patient WHERE id = ${id}`,
    );
    return row && patientOf(patientRows.read(row), row.grants as readonly GrantJson[] | null);
  },

  async memberDiscount(accountId, instant) {
    const [row] = await rowsOf<{ discount: number }>(
      db,
      sql`SELECT discount_bp AS discount FROM membership
        WHERE account_id = ${accountId} AND (valid_until IS NULL OR ${at(instant)} < valid_until)`,
    );
    return row?.discount ?? 0;
  },
});
