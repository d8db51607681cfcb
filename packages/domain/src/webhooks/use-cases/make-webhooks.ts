import { makeChangeEndpoint } from './change-endpoint.js';
import { makeCreateEndpoint } from './create-endpoint.js';
import type { WebhookDeps } from './deps.js';
import { makeListDeliveries } from './list-deliveries.js';
import { makeListEndpoints } from './list-endpoints.js';
import { makeReplayDelivery } from './replay-delivery.js';
import { makeReplayFailed } from './replay-failed.js';
import { makeRotateSecret } from './rotate-secret.js';
import { makeTestEndpoint } from './test-endpoint.js';

/** Everything that can be done about webhooks, on the given adapters. */
export const makeWebhooks = (deps: WebhookDeps) => ({
  listEndpoints: makeListEndpoints(deps),
  createEndpoint: makeCreateEndpoint(deps),
  disableEndpoint: makeChangeEndpoint(deps, 'disable'),
  enableEndpoint: makeChangeEndpoint(deps, 'enable'),
  removeEndpoint: makeChangeEndpoint(deps, 'remove'),
  rotateSecret: makeRotateSecret(deps),
  testEndpoint: makeTestEndpoint(deps),
  listDeliveries: makeListDeliveries(deps),
  replayDelivery: makeReplayDelivery(deps),
  replayFailed: makeReplayFailed(deps),
});

export type Webhooks = ReturnType<typeof makeWebhooks>;
