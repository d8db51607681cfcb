import { certificationPolicy, type DueCertifications, noShowsCountFrom } from '@banzhen/domain/certification';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import type { CertificationId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf } from '../database.js';
import { at } from '../sql-values.js';
import { sql } from '../statement.js';
import { missedVisits } from './postgres-missed-visits.js';

const { expiringDays, noShowsThatSuspend } = certificationPolicy;

/** Submissions whose time has come, found by when their papers end, and those whose escorts have missed visits lately. */
export const postgresDueCertifications = (db: Database): DueCertifications => ({
  async due(now, limit) {
    const warned = new Date(now.getTime() + expiringDays * DAY_MS);
    const rows = await rowsOf<{ id: CertificationId }>(
      db,
      sql`SELECT id FROM certification
        WHERE status = 'APPROVED' AND valid_until <= ${at(warned)} OR status = 'EXPIRING' AND valid_until <= ${at(now)}
        ORDER BY valid_until, id LIMIT ${limit}::integer`,
    );
    return rows.map(({ id }) => id);
  },

  async missing(now, limit) {
    const rows = await rowsOf<{ id: CertificationId }>(
      db,
      sql`SELECT certification.id
        FROM (${missedVisits(noShowsCountFrom(now))}) missed JOIN certification USING (account_id)
        WHERE certification.status IN ('APPROVED', 'EXPIRING')
          AND missed.at > coalesce((SELECT max(at) FROM certification_measure lifted
            WHERE lifted.account_id = certification.account_id AND lifted.kind = 'lifted'), '-infinity')
        GROUP BY certification.id HAVING count(*) >= ${noShowsThatSuspend}::integer
        ORDER BY certification.id LIMIT ${limit}::integer`,
    );
    return rows.map(({ id }) => id);
  },
});
