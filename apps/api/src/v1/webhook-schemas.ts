import { z } from '@hono/zod-openapi';
import { feedQuery, id, instant } from './schemas.js';

const eventTypes = z
  .array(z.string().max(100))
  .max(100)
  .openapi({ description: 'Such as AppointmentBooked; of all types where there are none' });

export const webhookEndpoint = z
  .object({
    endpointId: id,
    url: z.string(),
    clinicIds: z.array(id),
    eventTypes,
    state: z.enum(['active', 'disabled']),
    disabledWhy: z.enum(['gone', 'failing', 'by-hand']).optional().openapi({
      description: 'Answered 410, only failed for seven days, or disabled by staff, who enable it',
    }),
    disabledAt: instant.optional(),
    failingSince: instant.optional().openapi({ description: 'Since when no attempt has succeeded' }),
    createdAt: instant,
    version: z.int().positive(),
  })
  .openapi('WebhookEndpoint');

export const wantedEndpoint = z
  .strictObject({
    url: z.string().min(1).max(4_000).openapi({ description: 'A public https address' }),
    clinicIds: z.array(id.toLowerCase()).min(1).max(200),
    eventTypes: eventTypes.optional(),
  })
  .openapi('WantedWebhookEndpoint');

export const changedEndpoint = z
  .object({
    endpointId: id,
    version: z.int().positive(),
    secret: z.string().optional().openapi({
      description: 'whsec_… of Standard Webhooks; told this once, and not to a repeated request',
    }),
  })
  .openapi('ChangedWebhookEndpoint');

export const testedEndpoint = z
  .object({ deliveryId: id, version: z.int().positive() })
  .openapi('TestedWebhookEndpoint');

export const webhookDelivery = z
  .object({
    deliveryId: id,
    eventId: id.openapi({ description: 'The webhook-id of every attempt, and the eventId of the feed' }),
    type: z.string(),
    state: z
      .enum(['pending', 'delivered', 'failed'])
      .openapi({ description: 'Failed after ten attempts in about 76 hours, or by 410; may be replayed' }),
    dueAt: instant.openapi({ description: 'When the next attempt is made, of one that is pending' }),
    createdAt: instant,
    body: z.string().openapi({ description: 'The body of every attempt' }),
    attempts: z.array(
      z.object({
        at: instant,
        tookMs: z.int().min(0),
        status: z.int().optional(),
        failure: z.enum(['address-refused', 'connection', 'timeout']).optional(),
      }),
    ),
  })
  .openapi('WebhookDelivery');

export const replayedDelivery = z.object({ deliveryId: id }).openapi('ReplayedWebhookDelivery');
export const endpointParams = z.object({ endpointId: id.toLowerCase() });
export const deliveryParams = z.object({ deliveryId: id.toLowerCase() });
export const deliveriesQuery = feedQuery.extend({
  endpointId: id.toLowerCase(),
  state: z.enum(['pending', 'delivered', 'failed']).optional(),
});
