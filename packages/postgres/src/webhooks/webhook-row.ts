import type {
  ClaimedDelivery,
  WebhookAttempt,
  WebhookDelivery,
  WebhookEndpoint,
} from '@banzhen/domain/webhooks';
import { instantIn } from '../accounts/instant-column.js';
import { instantOf, optional, present } from '../sql-values.js';
import { sql } from '../statement.js';

export type EndpointRow = {
  readonly id: WebhookEndpoint['id'];
  readonly tenant_id: WebhookEndpoint['tenantId'];
  readonly partner_id: WebhookEndpoint['partnerId'];
  readonly account_id: WebhookEndpoint['accountId'];
  readonly url: string;
  readonly hospital_ids: WebhookEndpoint['hospitalIds'];
  readonly event_types: readonly string[];
  readonly state: WebhookEndpoint['state'];
  readonly disabled_why: NonNullable<WebhookEndpoint['disabled']>['why'] | null;
  readonly disabled_at: string | null;
  readonly failing_since: string | null;
  readonly created_at: string;
  readonly made_by_account: WebhookEndpoint['createdBy'];
  readonly version: number;
};

export const endpointColumns = sql`endpoint.id, endpoint.tenant_id, endpoint.partner_id, endpoint.account_id, endpoint.url,
  to_json(endpoint.hospital_ids) AS hospital_ids, to_json(endpoint.event_types) AS event_types, endpoint.state,
  endpoint.disabled_why, endpoint.disabled_at, endpoint.failing_since, endpoint.created_at, endpoint.made_by_account,
  endpoint.version`;

export const endpointOf = (row: EndpointRow): WebhookEndpoint => ({
  id: row.id,
  tenantId: row.tenant_id,
  partnerId: row.partner_id,
  accountId: row.account_id,
  url: row.url,
  hospitalIds: row.hospital_ids,
  eventTypes: row.event_types,
  state: row.state,
  ...(row.disabled_why
    ? { disabled: { why: row.disabled_why, at: instantOf(present(row.disabled_at, 'disabled_at')) } }
    : {}),
  ...optional('failingSince', instantIn(row.failing_since)),
  createdAt: instantOf(row.created_at),
  createdBy: row.made_by_account,
  version: row.version,
});

export type DeliveryRow = {
  readonly id: WebhookDelivery['id'];
  readonly endpoint_id: WebhookDelivery['endpointId'];
  readonly event_id: string;
  readonly about: WebhookDelivery['event']['about'];
  readonly type: string;
  readonly subject_id: string;
  readonly hospital_id: NonNullable<WebhookDelivery['event']['hospitalId']> | null;
  readonly subject_version: number;
  readonly due_fen: string | number | null;
  readonly happened_at: string;
  readonly state: WebhookDelivery['state'];
  readonly attempts: number;
  readonly round_from: number;
  readonly due_at: string;
  readonly created_at: string;
  readonly finished_at: string | null;
};

export const deliveryColumns = sql`delivery.id, delivery.endpoint_id, delivery.event_id, delivery.about, delivery.type,
  delivery.subject_id, delivery.hospital_id, delivery.subject_version, delivery.due_fen, delivery.happened_at, delivery.state,
  delivery.attempts, delivery.round_from, delivery.due_at, delivery.created_at, delivery.finished_at`;

export const deliveryOf = (row: DeliveryRow): WebhookDelivery => ({
  id: row.id,
  endpointId: row.endpoint_id,
  event: {
    id: row.event_id,
    type: row.type,
    about: row.about,
    subjectId: row.subject_id,
    ...optional('hospitalId', row.hospital_id),
    version: row.subject_version,
    ...optional('dueFen', row.due_fen === null ? null : Number(row.due_fen)),
    at: instantOf(row.happened_at),
  },
  state: row.state,
  attempts: row.attempts,
  roundFrom: row.round_from,
  dueAt: instantOf(row.due_at),
  createdAt: instantOf(row.created_at),
  ...optional('finishedAt', instantIn(row.finished_at)),
});

export type ClaimedRow = DeliveryRow & {
  readonly endpoint_tenant: ClaimedDelivery['endpoint']['tenantId'];
  readonly endpoint_url: string;
};

export const claimedOf = (row: ClaimedRow): ClaimedDelivery => ({
  delivery: deliveryOf(row),
  endpoint: { id: row.endpoint_id, tenantId: row.endpoint_tenant, url: row.endpoint_url },
});

export type AttemptRow = {
  readonly delivery_id: WebhookDelivery['id'];
  readonly no: number;
  readonly tried_at: string;
  readonly took_ms: number;
  readonly status: number | null;
  readonly retry_after_seconds: number | null;
  readonly failure: (WebhookAttempt['outcome'] & { readonly kind: 'failed' })['why'] | null;
};

export const attemptOf = (row: AttemptRow): WebhookAttempt => ({
  no: row.no,
  at: instantOf(row.tried_at),
  tookMs: row.took_ms,
  outcome: row.failure
    ? { kind: 'failed', why: row.failure }
    : {
        kind: 'answered',
        status: present(row.status, 'status'),
        ...optional('retryAfterSeconds', row.retry_after_seconds),
      },
});
