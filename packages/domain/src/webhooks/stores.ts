import type { AuditTrail } from '../audit/index.js';
import type { PartnerKeyStore, PartnerStore } from '../partners/index.js';
import type { IdempotencyStore } from '../shared/idempotency.js';
import type { WebhookDeliveryStore, WebhookEndpointStore, WebhookSecretStore } from './ports.js';

/** Everything that one transaction about webhooks may touch. */
export type WebhookStores = {
  readonly endpoints: WebhookEndpointStore;
  readonly webhookSecrets: WebhookSecretStore;
  readonly deliveries: WebhookDeliveryStore;
  readonly partners: Pick<PartnerStore, 'find' | 'lock'>;
  readonly partnerKeys: Pick<PartnerKeyStore, 'ofPartner'>;
  readonly idempotency: IdempotencyStore;
  readonly audit: AuditTrail;
};
