import type { Denied } from '../../policy/index.js';
import type { Caller } from '../../shared/actor.js';
import type { PartnerId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { WebhookEndpoint } from '../endpoint.js';
import type { WebhookDeps } from './deps.js';
import { permitWebhooks } from './permit.js';

/** The endpoints of a partner, the newest first; a partner's system sees those for hospitals of its key alone. Secrets are told by none. */
export const makeListEndpoints =
  ({ unitOfWork }: WebhookDeps) =>
  (actor: Caller, partnerId: PartnerId): Promise<Result<readonly WebhookEndpoint[], Denied>> => {
    const operation = 'webhook-endpoint.list';
    return unitOfWork.run<readonly WebhookEndpoint[], Denied>(async ({ partners, endpoints }) => {
      const tenantId = actor.kind === 'partner' ? actor.tenantId : (await partners.find(partnerId))?.tenantId;
      if (tenantId === undefined) return err({ type: 'NotFound' });
      const may = permitWebhooks(operation, actor, { tenantId, partnerId, hospitalIds: [] });
      if (!may.ok) return may;
      const all = await endpoints.ofPartner(partnerId);
      return ok(all.filter((endpoint) => permitWebhooks(operation, actor, endpoint).ok));
    });
  };
