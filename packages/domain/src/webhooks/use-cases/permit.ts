import {
  authorize,
  type Denied,
  type OperationId,
  type Relation,
  tenantWideRelations,
} from '../../policy/index.js';
import type { ActorRef, Caller } from '../../shared/actor.js';
import type { WebhookEndpointId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { WebhookEndpoint } from '../endpoint.js';
import type { WebhookStores } from '../stores.js';

type Whose = Pick<WebhookEndpoint, 'tenantId' | 'partnerId' | 'hospitalIds'>;

/** How an actor stands to what is told a partner: administrators of its tenant, and its own systems with a key for all of the hospitals (AZ8). */
const relationsTo = (actor: Caller, { tenantId, partnerId, hospitalIds }: Whose): readonly Relation[] => {
  if (actor.tenantId !== tenantId) return [];
  if (actor.kind === 'person') return tenantWideRelations(actor);
  const isOwn = actor.partnerId === partnerId && hospitalIds.every((id) => actor.hospitalIds.includes(id));
  return isOwn ? ['partner'] : [];
};

/** Whether the actor may do it with something of this partner at these hospitals; whose it is not is not there. */
export const permitWebhooks = (
  operation: OperationId,
  actor: Caller,
  whose: Whose,
): Result<ActorRef, Denied> => {
  const relations = relationsTo(actor, whose);
  return relations.length > 0 ? authorize(operation, actor, new Set(relations)) : err({ type: 'NotFound' });
};

export type OpenEndpoint = { readonly endpoint: WebhookEndpoint; readonly by: ActorRef };

/** An endpoint, also one that is removed, that the actor may do the operation with; held until the transaction ends where it is to be changed. */
export const openEndpoint = async (
  { endpoints }: Pick<WebhookStores, 'endpoints'>,
  operation: OperationId,
  actor: Caller,
  id: WebhookEndpointId,
  isHeld: boolean,
): Promise<Result<OpenEndpoint, Denied>> => {
  const endpoint = await (isHeld ? endpoints.lock(id) : endpoints.find(id));
  if (!endpoint) return err({ type: 'NotFound' });
  const by = permitWebhooks(operation, actor, endpoint);
  return by.ok ? ok({ endpoint, by: by.value }) : by;
};
