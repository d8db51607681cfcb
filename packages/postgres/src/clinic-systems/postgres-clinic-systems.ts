import type { ConnectedHospitals } from '@banzhen/domain/appointments';
import type { ClinicSystem, ClinicSystemStore } from '@banzhen/domain/clinic-systems';
import { done, err } from '@banzhen/domain/shared/result';
import { instantIn } from '../accounts/instant-column.js';
import { type Database, rowOf, rowsOf } from '../database.js';
import { at, instantOf, optional } from '../sql-values.js';
import { sql } from '../statement.js';

type SystemRow = {
  readonly id: ClinicSystem['id'];
  readonly tenant_id: ClinicSystem['tenantId'];
  readonly hospital_id: ClinicSystem['hospitalId'];
  readonly partner_id: ClinicSystem['partnerId'];
  readonly account_id: ClinicSystem['accountId'];
  readonly url: string;
  readonly state: ClinicSystem['state'];
  readonly created_at: string;
  readonly made_by_account: ClinicSystem['createdBy'];
  readonly version: number;
};

const columns = sql`id, tenant_id, hospital_id, partner_id, account_id, url, state, created_at, made_by_account, version`;

const systemOf = (row: SystemRow): ClinicSystem => ({
  id: row.id,
  tenantId: row.tenant_id,
  hospitalId: row.hospital_id,
  partnerId: row.partner_id,
  accountId: row.account_id,
  url: row.url,
  state: row.state,
  createdAt: instantOf(row.created_at),
  createdBy: row.made_by_account,
  version: row.version,
});

/** Systems of clinics, and what they are still to be asked or told. */
export const postgresClinicSystems = (db: Database): ClinicSystemStore => ({
  async insert(system) {
    const written = await rowsOf(
      db,
      sql`INSERT INTO clinic_system (id, tenant_id, hospital_id, partner_id, account_id, url, state, created_at,
          made_by_account, version)
        VALUES (${system.id}, ${system.tenantId}, ${system.hospitalId}, ${system.partnerId}, ${system.accountId}, ${system.url},
          ${system.state}, ${at(system.createdAt)}, ${system.createdBy}, ${system.version}::integer)
        ON CONFLICT (tenant_id, hospital_id) DO NOTHING RETURNING id`,
    );
    return written.length === 1 ? done : err({ type: 'SystemKnown' });
  },

  async lock(id) {
    const [row] = await rowsOf<SystemRow>(
      db,
      sql`SELECT ${columns} FROM clinic_system WHERE id = ${id} FOR NO KEY UPDATE`,
    );
    return row && systemOf(row);
  },

  async at(tenantId, hospitalId) {
    const [row] = await rowsOf<SystemRow>(
      db,
      sql`SELECT ${columns} FROM clinic_system WHERE tenant_id = ${tenantId} AND hospital_id = ${hospitalId}`,
    );
    return row && systemOf(row);
  },

  async ofPartner(id) {
    const rows = await rowsOf<SystemRow>(
      db,
      sql`SELECT ${columns} FROM clinic_system WHERE partner_id = ${id} ORDER BY created_at, id LIMIT 200`,
    );
    return rows.map(systemOf);
  },

  async update({ id, url, state, version }, expectedVersion) {
    const changed = await rowsOf(
      db,
      sql`UPDATE clinic_system SET url = ${url}, state = ${state}, version = ${version}::integer
        WHERE id = ${id} AND version = ${expectedVersion}::integer RETURNING id`,
    );
    return changed.length === 1;
  },

  async waiting(id) {
    const { unclear, since } = await rowOf<{ unclear: number; since: string | null }>(
      db,
      sql`SELECT count(*)::integer AS unclear, min(since) AS since FROM (
          SELECT appointment_id, open_since AS since FROM clinic_errand WHERE system_id = ${id} AND NOT is_over AND fault IS NOT NULL
          UNION ALL
          SELECT appointment.id, appointment.submitted_at FROM clinic_system system
            JOIN clinic_session sitting ON sitting.tenant_id = system.tenant_id AND sitting.hospital_id = system.hospital_id
            JOIN appointment ON appointment.session_id = sitting.id AND appointment.status = 'PENDING_CONFIRM'
          WHERE system.id = ${id} AND system.state = 'paused' AND NOT EXISTS (SELECT FROM clinic_errand asked
            WHERE asked.appointment_id = appointment.id AND NOT asked.is_over AND asked.fault IS NOT NULL)) waits`,
    );
    return { unclear, ...optional('since', instantIn(since)) };
  },
});

/** Which hospitals have a system, for transactions with the platform's rows. */
export const postgresConnectedHospitals = (db: Database): ConnectedHospitals => ({
  async isConnected(tenantId, hospitalId) {
    const { is_connected } = await rowOf<{ is_connected: boolean }>(
      db,
      sql`SELECT EXISTS (SELECT FROM clinic_system
        WHERE tenant_id = ${tenantId} AND hospital_id = ${hospitalId}) AS is_connected`,
    );
    return is_connected;
  },
});
