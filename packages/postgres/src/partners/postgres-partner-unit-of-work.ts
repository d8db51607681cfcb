import type { PartnerStores } from '@banzhen/domain/partners';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { postgresAuditTrail } from '../audit/postgres-audit-trail.js';
import { postgresCreditLines } from '../ledger/postgres-credit-lines.js';
import { postgresLedger } from '../ledger/postgres-ledger.js';
import { postgresIdempotency } from '../messaging/postgres-idempotency.js';
import { transact } from '../postgres-unit-of-work.js';
import { postgresCatalogue } from '../pricing/postgres-catalogue.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { postgresPartnerKeys, postgresPartners } from './postgres-partners.js';
import { postgresSettlements } from './postgres-settlements.js';

const partnerStores = (on: SealedDatabase): PartnerStores => ({
  partners: postgresPartners(on),
  partnerKeys: postgresPartnerKeys(on.db),
  catalogue: postgresCatalogue(on.db),
  creditLines: postgresCreditLines(on.db),
  settlements: postgresSettlements(on.db),
  ledger: postgresLedger(on.db),
  idempotency: postgresIdempotency(on.db),
  audit: postgresAuditTrail(on.db),
});

/** Transactions about partners, READ COMMITTED: whoever gives a key holds the row of its partner (5.10). */
export const postgresPartnerUnitOfWork = ({ db, sealer }: SealedDatabase): UnitOfWork<PartnerStores> => ({
  run: (work) => transact(db, (tx) => work(partnerStores({ db: tx, sealer }))),
});
