import type { PartnerActor } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import { changeOnce, type PartnerOrderRequest } from '../change-once.js';
import { type ChangeError, only } from '../change-order.js';
import { chargeAccount, type NotCharged } from '../charge-account.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import type { NotOnce } from '../once-answered.js';

export type PayOnAccountError = ChangeError | NotCharged | NotOnce;

/** O18: what is still due after overtime or a longer visit is owed by the partner too, in full. */
export const makePayOnAccount =
  (deps: VisitDeps) =>
  (actor: PartnerActor, request: PartnerOrderRequest): Promise<Result<OrderAnswer, PayOnAccountError>> =>
    changeOnce<NotCharged>(deps, actor, 'order.pay-on-account', request, async ({ stores, order, act }) => {
      const charged = await chargeAccount(stores, deps.ids, order, act);
      return charged.ok ? { ok: true, value: only(charged.value) } : charged;
    });
