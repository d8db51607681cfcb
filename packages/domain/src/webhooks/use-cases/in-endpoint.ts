import { byPerson, recordDone, recordRefusal } from '../../accounts/index.js';
import type { AuditEntry } from '../../audit/index.js';
import type { Denied, NotFound, OperationId } from '../../policy/index.js';
import type { Caller } from '../../shared/actor.js';
import type { WebhookEndpointId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { isSeen, type SeenVersion } from '../../shared/seen-version.js';
import { type NotOnce, onceAnswered } from '../../visits/index.js';
import type { WebhookEndpoint } from '../endpoint.js';
import type { WebhookStores } from '../stores.js';
import type { WebhookDeps } from './deps.js';
import { openEndpoint } from './permit.js';

/** From where a request comes, as far as the audit is told. */
export type WebhookOrigin = { readonly requestId?: string };

/** One command about one endpoint. */
export type EndpointRequest = {
  readonly endpointId: WebhookEndpointId;
  /** The version that the caller saw; a newer one refuses the command (BK5). */
  readonly expectedVersion?: SeenVersion;
  /** Made and kept by the client before it sends; a repeated request is answered like the first. */
  readonly idempotencyKey?: string;
};

/** The endpoint has moved on since it was seen. */
export type StaleEndpoint = { readonly type: 'StaleVersion'; readonly currentVersion: number };

export type EndpointRefused = Denied | StaleEndpoint | NotOnce;

/** What a command did: the answer, what the audit is told, and once, what is never kept with the key of the request. */
export type EndpointDone<T> = { readonly answer: T; readonly facts?: AuditEntry['facts'] };

/**
 * One command about one endpoint in one transaction: who may, once for its key, on the version that was seen, with its entry in
 * the audit, refused or done.
 */
export const inEndpoint = <T, E extends { readonly type: string }>(
  deps: WebhookDeps,
  asked: {
    readonly operation: OperationId;
    readonly actor: Caller;
    readonly origin: WebhookOrigin;
    readonly request: EndpointRequest;
  },
  work: (stores: WebhookStores, endpoint: WebhookEndpoint, now: Date) => Promise<Result<EndpointDone<T>, E>>,
): Promise<Result<T, E | EndpointRefused>> => {
  const { operation, actor, origin, request } = asked;
  const { endpointId, expectedVersion } = request;
  const audited = byPerson(operation, actor, origin, { kind: 'webhook-endpoint', id: endpointId });
  return recordRefusal<Result<T, E | EndpointRefused>>(deps, audited, () =>
    deps.unitOfWork.run<T, E | EndpointRefused>(async (stores) => {
      const now = deps.clock.now();
      const open = await openEndpoint(stores, operation, actor, endpointId, true);
      if (!open.ok) return open;
      const { endpoint, by } = open.value;
      return onceAnswered<T, E | StaleEndpoint | NotFound>(
        stores,
        { actor, operation, request, now },
        async () => {
          // Not before the key was looked up: a removal that is repeated is answered like the first.
          if (endpoint.state === 'removed') return err({ type: 'NotFound' });
          if (!isSeen(expectedVersion, endpoint.version))
            return err({ type: 'StaleVersion', currentVersion: endpoint.version });
          const worked = await work(stores, endpoint, now);
          if (!worked.ok) return worked;
          const { answer, facts } = worked.value;
          await recordDone(stores, { ...audited, actor: by }, now, facts);
          return ok(answer);
        },
      );
    }),
  );
};
