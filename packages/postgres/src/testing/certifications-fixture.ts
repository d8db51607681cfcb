import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { type CertificationsFixture, certifiedServices } from '@banzhen/domain/testing/contracts';
import { postgresErasure } from '../accounts/postgres-erasure.js';
import { postgresCertificationUnitOfWork } from '../certification/postgres-certification-unit-of-work.js';
import { postgresDueCertifications } from '../certification/postgres-due-certifications.js';
import { rowsOf, run } from '../database.js';
import { type ProfileRow, profileColumns, profileOf } from '../dispatch/escort-profile.js';
import type { OpenDatabase } from '../open-database.js';
import { textArray } from '../sql-values.js';
import { sql } from '../statement.js';
import { uuidv7 } from '../uuidv7.js';
import { testSealer as sealer } from './test-sealer.js';

/** The adapters of certification as their contract suite wants them. */
export const certificationsFixture = ({ db, close }: OpenDatabase): CertificationsFixture => ({
  unitOfWork: postgresCertificationUnitOfWork({ db, sealer }),
  due: postgresDueCertifications(db),
  async applicant() {
    const who = { tenantId: idFrom<TenantId>(uuidv7()), accountId: idFrom<AccountId>(uuidv7()) };
    const cityCode = 'certified';
    await run(
      db,
      sql`INSERT INTO city (code, name_zh, name_en, zone, is_open)
          VALUES (${cityCode}, '资质城', 'Certified', 'Asia/Shanghai', true) ON CONFLICT DO NOTHING`,
    );
    for (const [code, skills] of Object.entries(certifiedServices))
      await run(
        db,
        sql`INSERT INTO escort_service (city_code, code, kind, title_zh, title_en, unit_minutes, unit_price_fen,
              shift_minutes, skills)
            VALUES (${cityCode}, ${code}, 'visit', '', '', 240, 100, 720, ${textArray(skills)}) ON CONFLICT DO NOTHING`,
      );
    await run(
      db,
      sql`INSERT INTO account (id, tenant_id, display_name) VALUES (${who.accountId}, ${who.tenantId}, 'A')`,
    );
    return { ...who, cityCode };
  },
  async escort(accountId) {
    const [row] = await rowsOf<ProfileRow>(
      db,
      sql`SELECT ${profileColumns} FROM escort WHERE account_id = ${accountId}`,
    );
    return row && profileOf(row);
  },
  async erase(accountId, at) {
    await db.transaction((tx) => postgresErasure({ db: tx, sealer }).erase(accountId, at));
  },
  close,
});
