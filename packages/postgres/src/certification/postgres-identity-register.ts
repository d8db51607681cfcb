import { type IdentityRegister, knownIdentityOf } from '@banzhen/domain/certification';
import type { CertificationId } from '@banzhen/domain/shared/ids';
import { rowOf, rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { sql } from '../statement.js';
import { identityIndex, identityIndexOf } from './identity-index.js';

/** Identities by the keyed index of their number: whoever bars one and whoever asks wait for one another. */
export const postgresIdentityRegister = ({ db, sealer }: SealedDatabase): IdentityRegister => ({
  async bar(certification) {
    const { id, tenantId } = certification;
    const index = identityIndex(sealer, knownIdentityOf(certification));
    await run(db, sql`SELECT hold_identity(${tenantId}, ${index})`);
    await run(
      db,
      sql`INSERT INTO barred_identity (tenant_id, identity_index, certification_id)
        VALUES (${tenantId}, ${index}, ${id}) ON CONFLICT DO NOTHING`,
    );
  },

  async isBarred(tenantId, idNumber) {
    const { barred } = await rowOf<{ barred: boolean }>(
      db,
      sql`SELECT identity_is_barred(${tenantId}, ${identityIndex(sealer, idNumber)}) AS barred`,
    );
    return barred;
  },

  async elsewhere(certification) {
    const { tenantId, accountId } = certification;
    const rows = await rowsOf<{ id: CertificationId }>(
      db,
      sql`SELECT id FROM certification
        WHERE tenant_id = ${tenantId} AND identity_index = ${identityIndexOf(sealer, certification)}
          AND account_id <> ${accountId} AND status IN ('APPROVED', 'EXPIRING', 'SUSPENDED')
        ORDER BY id LIMIT 20`,
    );
    return rows.map(({ id }) => id);
  },
});
