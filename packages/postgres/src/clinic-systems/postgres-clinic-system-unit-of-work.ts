import type { ClinicSystemStores } from '@banzhen/domain/clinic-systems';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { postgresAuditTrail } from '../audit/postgres-audit-trail.js';
import { postgresPartners } from '../partners/postgres-partners.js';
import { transact } from '../postgres-unit-of-work.js';
import { postgresCatalogue } from '../pricing/postgres-catalogue.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { postgresSystemSecrets } from '../webhooks/signing-secrets.js';
import { postgresClinicSystems } from './postgres-clinic-systems.js';

const systemStores = (on: SealedDatabase): ClinicSystemStores => ({
  systems: postgresClinicSystems(on.db),
  systemSecrets: postgresSystemSecrets(on),
  partners: postgresPartners(on),
  catalogue: postgresCatalogue(on.db),
  audit: postgresAuditTrail(on.db),
});

/** Transactions about systems of clinics, READ COMMITTED: each row is changed by a statement that says what it must be before (5.10). */
export const postgresClinicSystemUnitOfWork = ({
  db,
  sealer,
}: SealedDatabase): UnitOfWork<ClinicSystemStores> => ({
  run: (work) => transact(db, (tx) => work(systemStores({ db: tx, sealer }))),
});
