import type { Denied } from '../../policy/index.js';
import type { Caller } from '../../shared/actor.js';
import type { WebhookDeliveryId, WebhookEndpointId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { WebhookDeps } from './deps.js';
import { type EndpointRefused, inEndpoint, type WebhookOrigin } from './in-endpoint.js';

export type ReplayDelivery = { readonly deliveryId: WebhookDeliveryId; readonly idempotencyKey?: string };
/** The delivery still waits for its attempts; nothing has to be replayed. */
export type DeliveryPending = { readonly type: 'DeliveryPending' };
export type ReplayedDelivery = { readonly deliveryId: WebhookDeliveryId };

/** Begins a new round of attempts of one that was made or given up, with the same id and body (JB8). */
export const makeReplayDelivery =
  (deps: WebhookDeps) =>
  async (
    actor: Caller,
    origin: WebhookOrigin,
    { deliveryId, ...keyed }: ReplayDelivery,
  ): Promise<Result<ReplayedDelivery, EndpointRefused | DeliveryPending>> => {
    const found = await deps.unitOfWork.run<WebhookEndpointId, Denied>(async ({ deliveries }) => {
      const delivery = await deliveries.find(deliveryId);
      return delivery ? ok(delivery.endpointId) : err({ type: 'NotFound' });
    });
    if (!found.ok) return found;
    const request = { ...keyed, endpointId: found.value, deliveryId };
    return inEndpoint<ReplayedDelivery, DeliveryPending>(
      deps,
      { operation: 'webhook-delivery.replay', actor, origin, request },
      async ({ deliveries }, _, now) =>
        (await deliveries.replay(deliveryId, now))
          ? ok({ answer: { deliveryId }, facts: { deliveryId } })
          : err({ type: 'DeliveryPending' }),
    );
  };
