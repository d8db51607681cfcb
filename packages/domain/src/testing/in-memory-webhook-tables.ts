import type { WebhookAttempt, WebhookDelivery, WebhookEndpoint, WebhookSecret } from '../webhooks/index.js';
import { type Table, table } from './in-memory-table.js';

/** An endpoint with its place in the feed: how many messages there were before it. */
export type EndpointRow = { readonly endpoint: WebhookEndpoint; readonly place: number };
export type SecretRow = WebhookSecret & { readonly endpointId: WebhookEndpoint['id'] };
export type DeliveryRow = { readonly delivery: WebhookDelivery; readonly leaseUntil?: Date };
export type AttemptRow = WebhookAttempt & { readonly deliveryId: WebhookDelivery['id'] };

export type WebhookTables = {
  readonly endpoints: Table<EndpointRow>;
  readonly secrets: Table<SecretRow>;
  readonly deliveries: Table<DeliveryRow>;
  readonly attempts: Table<AttemptRow>;
};

export const emptyWebhookTables = (): WebhookTables => ({
  endpoints: table('webhook endpoints'),
  secrets: table('webhook secrets'),
  deliveries: table('webhook deliveries'),
  attempts: table('webhook attempts'),
});

export const copyOfWebhooks = (tables: WebhookTables): WebhookTables => ({
  endpoints: tables.endpoints.copy(),
  secrets: tables.secrets.copy(),
  deliveries: tables.deliveries.copy(),
  attempts: tables.attempts.copy(),
});
