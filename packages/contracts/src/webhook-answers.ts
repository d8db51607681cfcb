import { z } from 'zod';
import { type Answer, count, id, instant, list } from './answer.js';

export const webhookEndpoint = z.object({
  endpointId: id,
  url: z.string(),
  hospitalIds: list(id),
  /** Of all types where there are none. */
  eventTypes: list(z.string()),
  state: z.enum(['active', 'disabled', 'removed']),
  disabled: z.object({ why: z.enum(['gone', 'failing', 'by-hand']), at: instant }).exactOptional(),
  /** Since when no attempt has succeeded. */
  failingSince: instant.exactOptional(),
  createdAt: instant,
  version: count,
  /** What its state lets be done. */
  acts: list(z.enum(['test', 'rotateSecret', 'disable', 'enable', 'remove'])),
});
export type WebhookEndpointDto = Answer<typeof webhookEndpoint>;

export const webhookEndpoints = z.object({
  endpoints: list(webhookEndpoint),
  /** Every type of event that there is. */
  eventTypes: list(z.string()),
});
export type WebhookEndpointsDto = Answer<typeof webhookEndpoints>;

/** The secret is told this once. */
export const createdEndpoint = z.object({ endpointId: id, version: count, secret: z.string() });
export const changedEndpoint = z.object({
  endpointId: id,
  state: z.enum(['active', 'disabled', 'removed']),
  version: count,
});
export const testedEndpoint = z.object({ deliveryId: id });

export const webhookAttempt = z.object({
  no: count,
  at: instant,
  tookMs: count,
  /** What was answered. */
  status: count.exactOptional(),
  retryAfterSeconds: count.exactOptional(),
  /** Why nothing was answered. */
  failure: z.enum(['address-refused', 'connection', 'timeout']).exactOptional(),
});

export const webhookDelivery = z.object({
  deliveryId: id,
  eventId: id,
  type: z.string(),
  state: z.enum(['pending', 'delivered', 'failed']),
  attempts: count,
  dueAt: instant,
  createdAt: instant,
  finishedAt: instant.exactOptional(),
  /** The body of every attempt. */
  body: z.string(),
  tried: list(webhookAttempt),
});
export type WebhookDeliveryDto = Answer<typeof webhookDelivery>;

export const webhookDeliveries = z.object({ deliveries: list(webhookDelivery), hasMore: z.boolean() });
export const replayedDelivery = z.object({ deliveryId: id });
export const replayedFailed = z.object({ count });
