import type {
  DeliveryPending,
  EndpointNotSo,
  TooManyEndpoints,
  WebhookScopeUnfit,
  WebhookUrlUnfit,
} from '../webhooks/index.js';

/** Refusals of what is done about webhooks. */
export type WebhookRefusal =
  | DeliveryPending
  | EndpointNotSo
  | TooManyEndpoints
  | WebhookScopeUnfit
  | WebhookUrlUnfit;
