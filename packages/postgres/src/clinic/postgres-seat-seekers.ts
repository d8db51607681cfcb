import type { SeatSeeker, SeatSeekers } from '@banzhen/domain/appointments';
import type { ProxyGrant } from '@banzhen/domain/patients';
import type { AccountId, PatientId, PersonId, TenantId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf } from '../database.js';
import { at, instantOf, optional, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';

type GrantJson = {
  readonly account: AccountId;
  readonly scopes: ProxyGrant['scopes'];
  readonly from: string;
  readonly until: string | null;
};

/** A seeker as a statement answers it. */
export type SeekerRow = {
  readonly id: PatientId;
  readonly tenant: TenantId;
  readonly isRealNamed: boolean;
  readonly person: PersonId | null;
  readonly grants: readonly GrantJson[] | null;
  readonly noShows: readonly string[] | null;
};

export const seekerOf = ({ id, tenant, isRealNamed, person, grants, noShows }: SeekerRow): SeatSeeker => ({
  patient: {
    id,
    tenantId: tenant,
    isRealNamed,
    grants: (grants ?? []).map(({ account, scopes, from, until }) => ({
      accountId: account,
      scopes,
      from: instantOf(from),
      ...optional('until', until === null ? undefined : instantOf(until)),
    })),
  },
  ...optional('personId', person),
  noShowsAt: (noShows ?? []).map(instantOf),
});

/**
 * Who people are: the first 16 bytes of the keyed hash of the ID number, which every patient with this number has. For a
 * whole batch in one statement.
 */
export const postgresSeatSeekers = (db: Database): SeatSeekers => ({
  async find(patientIds, noShowsSince) {
    const rows = await rowsOf<SeekerRow>(
      db,
      sql`SELECT patient.id, patient.tenant_id AS tenant, patient.is_real_named AS "isRealNamed", who.person,
          (SELECT json_agg(json_build_object('account', account_id, 'scopes', scopes, 'from', valid_from,
            'until', valid_until)) FROM patient_grant WHERE patient_id = patient.id) AS grants,
          (SELECT json_agg(ended_at ORDER BY ended_at) FROM appointment missed
            WHERE missed.person_id = who.person AND missed.status = 'NO_SHOW'
              AND missed.ended_at >= ${at(noShowsSince)}) AS "noShows"
        FROM patient CROSS JOIN LATERAL (
          SELECT encode(substring(patient.id_number_index FOR 16), 'hex')::uuid AS person) who
        WHERE patient.id = ANY (${uuidArray(patientIds)})`,
    );
    return new Map(rows.map((row) => [row.id, seekerOf(row)]));
  },
});
