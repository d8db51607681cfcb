import type { Denied } from '../../policy/index.js';
import type { Caller } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { WebhookAttempt, WebhookDelivery } from '../delivery.js';
import type { DeliveriesQuery } from '../ports.js';
import { webhookBody } from '../webhook-event.js';
import type { WebhookDeps } from './deps.js';
import { openEndpoint } from './permit.js';

/** A delivery with the body of its attempts, and what came of each. */
export type ListedDelivery = WebhookDelivery & {
  readonly body: string;
  readonly tried: readonly WebhookAttempt[];
};

/** Deliveries of one endpoint, the newest first, with payload and attempts. */
export const makeListDeliveries =
  ({ unitOfWork }: WebhookDeps) =>
  (actor: Caller, query: DeliveriesQuery): Promise<Result<readonly ListedDelivery[], Denied>> =>
    unitOfWork.run<readonly ListedDelivery[], Denied>(async (stores) => {
      const open = await openEndpoint(stores, 'webhook-delivery.list', actor, query.endpointId, false);
      if (!open.ok) return open;
      if (open.value.endpoint.state === 'removed') return err({ type: 'NotFound' });
      const found = await stores.deliveries.list(query);
      const attempts = await stores.deliveries.attempts(found.map(({ id }) => id));
      return ok(
        found.map((one) => ({ ...one, body: webhookBody(one.event), tried: attempts.get(one.id) ?? [] })),
      );
    });
