import type { Caller } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import type { WebhookDeps } from './deps.js';
import { type EndpointRefused, type EndpointRequest, inEndpoint, type WebhookOrigin } from './in-endpoint.js';

export type ReplayFailed = EndpointRequest & { readonly since: Date };

/** Begins a new round of attempts of everything that was given up at `since` or later; answers how many. */
export const makeReplayFailed =
  (deps: WebhookDeps) =>
  (
    actor: Caller,
    origin: WebhookOrigin,
    { since, ...request }: ReplayFailed,
  ): Promise<Result<{ readonly count: number }, EndpointRefused>> =>
    inEndpoint<{ readonly count: number }, never>(
      deps,
      { operation: 'webhook-delivery.replay-failed', actor, origin, request },
      async ({ deliveries }, endpoint, now) => {
        const count = await deliveries.replayFailed(endpoint.id, since, now);
        return ok({ answer: { count }, facts: { count } });
      },
    );
