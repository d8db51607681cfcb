import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { WebhookStores } from '@banzhen/domain/webhooks';
import { postgresAuditTrail } from '../audit/postgres-audit-trail.js';
import { postgresIdempotency } from '../messaging/postgres-idempotency.js';
import { postgresPartnerKeys, postgresPartners } from '../partners/postgres-partners.js';
import { transact } from '../postgres-unit-of-work.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { postgresWebhookDeliveries } from './postgres-webhook-deliveries.js';
import { postgresWebhookEndpoints } from './postgres-webhook-endpoints.js';
import { postgresWebhookSecrets } from './signing-secrets.js';

const webhookStores = (on: SealedDatabase): WebhookStores => ({
  endpoints: postgresWebhookEndpoints(on.db),
  webhookSecrets: postgresWebhookSecrets(on),
  deliveries: postgresWebhookDeliveries(on.db),
  partners: postgresPartners(on),
  partnerKeys: postgresPartnerKeys(on.db),
  idempotency: postgresIdempotency(on.db),
  audit: postgresAuditTrail(on.db),
});

/** Transactions about webhooks, READ COMMITTED: each row is changed by a statement that says what it must be before (5.10). */
export const postgresWebhookUnitOfWork = ({ db, sealer }: SealedDatabase): UnitOfWork<WebhookStores> => ({
  run: (work) => transact(db, (tx) => work(webhookStores({ db: tx, sealer }))),
});
