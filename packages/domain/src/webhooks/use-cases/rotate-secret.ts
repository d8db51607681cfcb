import type { Caller } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import { rotationEnd } from '../endpoint.js';
import type { CreatedEndpoint } from './create-endpoint.js';
import type { WebhookDeps } from './deps.js';
import {
  type EndpointRefused,
  type EndpointRequest,
  inEndpoint,
  type StaleEndpoint,
  type WebhookOrigin,
} from './in-endpoint.js';

/**
 * Gives an endpoint a new secret, told this once. The one before still signs beside it for a day, so that the receiver may change
 * over at leisure; one before that ends at once, so there are never more than two.
 */
export const makeRotateSecret =
  (deps: WebhookDeps) =>
  async (
    actor: Caller,
    origin: WebhookOrigin,
    request: EndpointRequest,
  ): Promise<Result<CreatedEndpoint, EndpointRefused>> => {
    let secret: string | undefined;
    const rotated = await inEndpoint<CreatedEndpoint, StaleEndpoint>(
      deps,
      { operation: 'webhook-endpoint.rotate-secret', actor, origin, request },
      async ({ endpoints, webhookSecrets }, endpoint) => {
        const at = deps.machineClock.now();
        const endpointId = endpoint.id;
        const version = endpoint.version + 1;
        // Whoever rotates on what they saw before has not seen this secret, and would end the one in use.
        if (!(await endpoints.update({ ...endpoint, version }, endpoint.version)))
          return err({ type: 'StaleVersion', currentVersion: version });
        secret = deps.signer.secret();
        await webhookSecrets.endOthers(endpointId, at);
        await webhookSecrets.add(endpointId, { text: secret, createdAt: at }, rotationEnd(at));
        return ok({ answer: { endpointId, version } });
      },
    );
    return rotated.ok && secret !== undefined ? ok({ ...rotated.value, secret }) : rotated;
  };
