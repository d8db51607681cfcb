import type { CountedSession, Dates, TenantHospital } from '@banzhen/domain/schedules';
import { countedSessions } from '../clinic/postgres-session-book.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { sql } from '../statement.js';

/** Sessions of a hospital that were or are to be put on sale on the dates of the clinic's clocks, the earliest first. */
export const releasesOn = (
  { db }: SealedDatabase,
  { tenantId, hospitalId }: TenantHospital,
  { from, until }: Dates,
): Promise<readonly CountedSession[]> =>
  countedSessions(
    db,
    sql`WHERE hospital_id = ${hospitalId}::uuid AND clinic_session.tenant_id = ${tenantId}::uuid
      AND clinic_session.status <> 'DRAFT' AND release_at IS NOT NULL
      AND ${from}::date <= (release_at AT TIME ZONE clinic_session.zone)::date
      AND (release_at AT TIME ZONE clinic_session.zone)::date < ${until}::date
      ORDER BY release_at, starts_at, clinic_session.id`,
  );

/** Those that are to be put on sale next, or should have been. */
export const nextReleases = (
  { db }: SealedDatabase,
  { tenantId, hospitalId }: TenantHospital,
  limit: number,
): Promise<readonly CountedSession[]> =>
  countedSessions(
    db,
    sql`WHERE hospital_id = ${hospitalId}::uuid AND clinic_session.tenant_id = ${tenantId}::uuid
      AND clinic_session.status = 'PUBLISHED' AND release_at IS NOT NULL
      ORDER BY release_at, starts_at, clinic_session.id LIMIT ${limit}::integer`,
  );
