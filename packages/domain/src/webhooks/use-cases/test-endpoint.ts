import type { Caller } from '../../shared/actor.js';
import { idFrom, type WebhookDeliveryId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { actsIn, type EndpointNotSo } from '../endpoint.js';
import { TEST_TYPE } from '../webhook-event.js';
import type { WebhookDeps } from './deps.js';
import { type EndpointRefused, type EndpointRequest, inEndpoint, type WebhookOrigin } from './in-endpoint.js';

export type TestedEndpoint = { readonly deliveryId: WebhookDeliveryId; readonly version: number };

/** Sends an event of the type `WebhookTest` to an active endpoint, by the way that all others go. */
export const makeTestEndpoint =
  (deps: WebhookDeps) =>
  (
    actor: Caller,
    origin: WebhookOrigin,
    request: EndpointRequest,
  ): Promise<Result<TestedEndpoint, EndpointRefused | EndpointNotSo>> =>
    inEndpoint<TestedEndpoint, EndpointNotSo>(
      deps,
      { operation: 'webhook-endpoint.test', actor, origin, request },
      async ({ deliveries }, { id: endpointId, state, version }, now) => {
        if (!actsIn(state).includes('test')) return err({ type: 'EndpointNotSo', state });
        const id = idFrom<WebhookDeliveryId>(deps.ids.next());
        const about = 'webhook-endpoint';
        await deliveries.insert({
          id,
          endpointId,
          event: { id: deps.ids.next(), type: TEST_TYPE, about, subjectId: endpointId, version, at: now },
          state: 'pending',
          attempts: 0,
          roundFrom: 0,
          dueAt: now,
          createdAt: now,
        });
        return ok({ answer: { deliveryId: id, version } });
      },
    );
