import { closeOffer, type OfferClosed } from '../../dispatch/index.js';
import { endOffer, type OfferNotLive, type Refused } from '../../orders/index.js';
import type { OperationId } from '../../policy/index.js';
import type { Actor } from '../../shared/actor.js';
import type { OfferId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type FiredTimer, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { orRepeated } from '../repeated-answer.js';

export type EndOffer = OrderRequest & { readonly offerId: OfferId; readonly timer?: FiredTimer };
export type EndOfferError = ChangeError | Refused | OfferNotLive | OfferClosed;

const endings = {
  decline: { operation: 'offer.decline', status: 'DECLINED' },
  expire_offer: { operation: 'offer.expire', status: 'EXPIRED' },
  withdraw: { operation: 'offer.withdraw', status: 'VOID' },
} as const satisfies Record<string, { operation: OperationId; status: string }>;

/**
 * O7 with F3, F4 or F5: the offer ends, its block is freed, and the search goes on with the next. Declining again answers the
 * order as it is now.
 */
export const makeEndOffer =
  (deps: VisitDeps, command: keyof typeof endings) =>
  async (actor: Actor, request: EndOffer): Promise<Result<OrderAnswer, EndOfferError>> => {
    const ended = await changeOrder<Refused | OfferNotLive | OfferClosed>(
      deps,
      actor,
      endings[command].operation,
      request,
      async ({ order, act, stores }) => {
        const offer = await stores.offers.find(request.offerId);
        const isOwn = actor.kind !== 'person' || command !== 'decline' || offer?.escortId === actor.escortId;
        if (!offer || offer.orderId !== order.id || !isOwn) return err({ type: 'OfferNotLive' });
        const closed = closeOffer(offer, endings[command].status, act.now, act.reason);
        if (!closed.ok) return closed;
        const outcome = endOffer(order, offer.id, command, act);
        if (!outcome.ok) return outcome;
        await stores.offers.update(closed.value);
        return ok(only(outcome.value));
      },
    );
    return command === 'decline' ? orRepeated(deps, actor, request, 'DECLINED', ended) : ended;
  };
