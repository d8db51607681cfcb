import type { CursorInvalid } from '@banzhen/domain/refusals';
import {
  type HospitalId,
  idFrom,
  type WebhookDeliveryId,
  type WebhookEndpointId,
} from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { DeliveriesQuery, ListedDelivery, WebhookEndpoint } from '@banzhen/domain/webhooks';
import type { z } from '@hono/zod-openapi';
import { type Cursors, cursorsOf } from './cursor.js';
import { all, type noParams, type noQuery, nothing, page } from './schemas.js';
import type { Read, Write } from './serve.js';
import * as schemas from './webhook-schemas.js';

/** What the audit is told of where a partner's request comes from. */
const fromPartner = {};
const LAST_INSTANT = 8_640_000_000_000_000;

const endpointOf = ({ endpointId }: { readonly endpointId: string }): WebhookEndpointId =>
  idFrom<WebhookEndpointId>(endpointId);

const endpointAnswer = (endpoint: WebhookEndpoint): z.input<typeof schemas.webhookEndpoint> => {
  const { id, url, hospitalIds, eventTypes, state, disabled, failingSince, createdAt, version } = endpoint;
  if (state === 'removed') throw new Error('what is removed is not told');
  return {
    endpointId: id,
    url,
    clinicIds: [...hospitalIds],
    eventTypes: [...eventTypes],
    state,
    ...(disabled ? { disabledWhy: disabled.why, disabledAt: disabled.at.toISOString() } : {}),
    ...(failingSince ? { failingSince: failingSince.toISOString() } : {}),
    createdAt: createdAt.toISOString(),
    version,
  };
};

const endpointsAnswer = all(schemas.webhookEndpoint);
export const listEndpoints: Read<typeof noParams, typeof noQuery, typeof endpointsAnswer> = {
  operation: 'webhook-endpoint.list',
  path: '/webhook-endpoints',
  summary: 'Where this partner is told of events, as far as this key is for all of their clinics',
  answer: endpointsAnswer,
  async read({ webhooks }, actor) {
    const found = await webhooks.listEndpoints(actor, actor.partnerId);
    return found.ok ? ok({ items: found.value.map(endpointAnswer) }) : found;
  },
};

export const createEndpoint: Write<
  typeof noParams,
  typeof schemas.wantedEndpoint,
  typeof schemas.changedEndpoint
> = {
  operation: 'webhook-endpoint.create',
  path: '/webhook-endpoints',
  summary: 'Be told of events from now on, by Standard Webhooks',
  body: schemas.wantedEndpoint,
  answer: schemas.changedEndpoint,
  makes: ({ endpointId }) => `/v1/webhook-endpoints/${endpointId}`,
  write: ({ webhooks }, actor, { body: { url, clinicIds, eventTypes = [] }, idempotencyKey }) =>
    webhooks.createEndpoint(actor, fromPartner, {
      partnerId: actor.partnerId,
      url,
      hospitalIds: clinicIds.map((id) => idFrom<HospitalId>(id)),
      eventTypes,
      idempotencyKey,
    }),
};

export const removeEndpoint: Write<
  typeof schemas.endpointParams,
  typeof nothing,
  typeof schemas.changedEndpoint
> = {
  operation: 'webhook-endpoint.remove',
  path: '/webhook-endpoints/{endpointId}',
  method: 'delete',
  summary: 'Nothing more is told there, for good',
  params: schemas.endpointParams,
  body: nothing,
  answer: schemas.changedEndpoint,
  write: ({ webhooks }, actor, { params, body: _, ...asked }) =>
    webhooks.removeEndpoint(actor, fromPartner, { ...asked, endpointId: endpointOf(params) }),
};

export const rotateSecret: Write<
  typeof schemas.endpointParams,
  typeof nothing,
  typeof schemas.changedEndpoint
> = {
  operation: 'webhook-endpoint.rotate-secret',
  path: '/webhook-endpoints/{endpointId}/rotate-secret',
  summary: 'A new secret; the one before signs beside it for 24 hours',
  params: schemas.endpointParams,
  body: nothing,
  answer: schemas.changedEndpoint,
  write: ({ webhooks }, actor, { params, body: _, ...asked }) =>
    webhooks.rotateSecret(actor, fromPartner, { ...asked, endpointId: endpointOf(params) }),
};

export const testEndpoint: Write<
  typeof schemas.endpointParams,
  typeof nothing,
  typeof schemas.testedEndpoint
> = {
  operation: 'webhook-endpoint.test',
  path: '/webhook-endpoints/{endpointId}/test',
  summary: 'An event of the type WebhookTest is told, by the way that all others go',
  params: schemas.endpointParams,
  body: nothing,
  answer: schemas.testedEndpoint,
  write: ({ webhooks }, actor, { params, body: _, ...asked }) =>
    webhooks.testEndpoint(actor, fromPartner, { ...asked, endpointId: endpointOf(params) }),
};

const deliveryAnswer = (delivery: ListedDelivery): z.input<typeof schemas.webhookDelivery> => ({
  deliveryId: delivery.id,
  eventId: delivery.event.id,
  type: delivery.event.type,
  state: delivery.state,
  dueAt: delivery.dueAt.toISOString(),
  createdAt: delivery.createdAt.toISOString(),
  body: delivery.body,
  attempts: delivery.tried.map(({ at, tookMs, outcome }) => ({
    at: at.toISOString(),
    tookMs,
    ...(outcome.kind === 'failed' ? { failure: outcome.why } : { status: outcome.status }),
  })),
});

const placeIn = (
  cursors: Cursors,
  cursor: string | undefined,
): Result<DeliveriesQuery['before'], CursorInvalid> => {
  const key = cursors.read(cursor, 2);
  if (!key.ok || key.value === undefined) return key.ok ? ok(undefined) : key;
  const [at = '', id = ''] = key.value;
  const isFit = /^(?:0|[1-9]\d{0,18})$/.test(at) && Number(at) <= LAST_INSTANT;
  return isFit
    ? ok({ createdAt: new Date(Number(at)), id: idFrom<WebhookDeliveryId>(id) })
    : err({ type: 'CursorInvalid' });
};

const deliveriesAnswer = page(schemas.webhookDelivery);
export const listDeliveries: Read<typeof noParams, typeof schemas.deliveriesQuery, typeof deliveriesAnswer> =
  {
    operation: 'webhook-delivery.list',
    path: '/webhook-deliveries',
    summary: 'What one endpoint was told, the newest first, with body and attempts',
    query: schemas.deliveriesQuery,
    answer: deliveriesAnswer,
    async read({ webhooks }, actor, { query: { endpointId, state, cursor, limit } }) {
      const cursors = cursorsOf('deliveries', endpointId, state);
      const before = placeIn(cursors, cursor);
      if (!before.ok) return before;
      const found = await webhooks.listDeliveries(actor, {
        endpointId: idFrom<WebhookEndpointId>(endpointId),
        state,
        before: before.value,
        limit: limit + 1,
      });
      if (!found.ok) return found;
      return ok(
        cursors.page(found.value.map(deliveryAnswer), limit, ({ createdAt, deliveryId }) => [
          String(Date.parse(createdAt)),
          deliveryId,
        ]),
      );
    },
  };

export const replayDelivery: Write<
  typeof schemas.deliveryParams,
  typeof nothing,
  typeof schemas.replayedDelivery
> = {
  operation: 'webhook-delivery.replay',
  path: '/webhook-deliveries/{deliveryId}/replay',
  summary: 'A new round of attempts with the same id and body, of one that was made or given up',
  params: schemas.deliveryParams,
  body: nothing,
  isUnversioned: true,
  answer: schemas.replayedDelivery,
  write: ({ webhooks }, actor, { params, idempotencyKey }) =>
    webhooks.replayDelivery(actor, fromPartner, {
      deliveryId: idFrom<WebhookDeliveryId>(params.deliveryId),
      idempotencyKey,
    }),
};
