import type { Patient, PatientStore, ProxyGrant } from '@banzhen/domain/patients';
import type { AccountId } from '@banzhen/domain/shared/ids';
import { rowsOf } from '../database.js';
import { patients } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { instantOf, optional, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';
import { tableRows } from '../table-rows.js';
import { readDetails, writeDetails } from './patient-details.js';
import { readHome } from './patient-home.js';

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

/** Patients with all that was ever granted for them. */
export const postgresPatients = (database: SealedDatabase): PatientStore => ({
  async find(id) {
    const [raw] = await rowsOf<Record<string, unknown>>(
      database.db,
      sql`SELECT ${patientColumns} FROM patient WHERE id = ${id}`,
    );
    if (!raw) return undefined;
    const row = patientRows.read(raw);
    const patient: Patient = {
      id: row.id,
      tenantId: row.tenantId,
      isRealNamed: row.isRealNamed,
      ...optional('home', await readHome(database, row)),
      grants: ((raw.grants ?? []) as readonly GrantJson[]).map(grantOf),
    };
    return patient;
  },

  async known({ tenantId, hospitalIds }, id) {
    // A partner sees no row of a patient; whoever sees it needs no function.
    const [row] = await rowsOf<{ named: boolean | null }>(
      database.db,
      sql`SELECT coalesce((SELECT is_real_named FROM patient WHERE id = ${id} AND tenant_id = ${tenantId}),
          partner_knows_real_name(${id})) AS named
        WHERE EXISTS (SELECT FROM appointment JOIN clinic_session sitting ON sitting.id = appointment.session_id
          WHERE appointment.patient_id = ${id} AND appointment.tenant_id = ${tenantId}
            AND sitting.hospital_id = ANY (${uuidArray(hospitalIds)}))`,
    );
    const isRealNamed = row?.named ?? undefined;
    return isRealNamed === undefined ? undefined : { id, tenantId, isRealNamed, grants: [] };
  },

  details: (id) => readDetails(database, id),
  saveDetails: (id, details) => writeDetails(database, id, details),
});
