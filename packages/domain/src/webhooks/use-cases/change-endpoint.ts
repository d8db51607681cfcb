import type { OperationId } from '../../policy/index.js';
import type { Caller } from '../../shared/actor.js';
import type { WebhookEndpointId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type EndpointCommand, type EndpointNotSo, type EndpointState, endpointAfter } from '../endpoint.js';
import type { WebhookDeps } from './deps.js';
import {
  type EndpointRefused,
  type EndpointRequest,
  inEndpoint,
  type StaleEndpoint,
  type WebhookOrigin,
} from './in-endpoint.js';

/** Enough to go on, and the version for the next command. */
export type ChangedEndpoint = {
  readonly endpointId: WebhookEndpointId;
  readonly state: EndpointState;
  readonly version: number;
};

const operationOf: Readonly<Record<EndpointCommand, OperationId>> = {
  disable: 'webhook-endpoint.disable',
  enable: 'webhook-endpoint.enable',
  remove: 'webhook-endpoint.remove',
};

/**
 * Disables an endpoint, enables it or removes it for good. While it is disabled nothing is told and everything waits; enabled, it is
 * told what waits and what has happened meanwhile, as far as events are kept.
 */
export const makeChangeEndpoint =
  (deps: WebhookDeps, command: EndpointCommand) =>
  (
    actor: Caller,
    origin: WebhookOrigin,
    request: EndpointRequest,
  ): Promise<Result<ChangedEndpoint, EndpointRefused | EndpointNotSo>> =>
    inEndpoint<ChangedEndpoint, EndpointNotSo | StaleEndpoint>(
      deps,
      { operation: operationOf[command], actor, origin, request },
      async ({ endpoints }, endpoint, at) => {
        const changed = endpointAfter(endpoint, command, { at });
        if (!changed.ok) return changed;
        const { id: endpointId, state, version } = changed.value;
        if (!(await endpoints.update(changed.value, endpoint.version)))
          return err({ type: 'StaleVersion', currentVersion: endpoint.version + 1 });
        return ok({ answer: { endpointId, state, version } });
      },
    );
