import { afterOverride, closeOffer, type NotEligible, type OfferClosed } from '../../dispatch/index.js';
import { acceptOffer, type OfferNotLive, type Refused } from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import type { OfferId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { checkEligible } from '../eligible-escort.js';
import { orRepeated } from '../repeated-answer.js';

export type AcceptOffer = OrderRequest & { readonly offerId: OfferId };
export type AcceptOfferError = ChangeError | Refused | OfferNotLive | OfferClosed | NotEligible;

/**
 * O6, F2: the escort takes the offer, if it still lives and they may still do it: a credential may have lapsed. Taking it
 * again answers the order as it is now.
 */
export const makeAcceptOffer =
  (deps: VisitDeps) =>
  async (actor: Person, command: AcceptOffer): Promise<Result<OrderAnswer, AcceptOfferError>> => {
    const accepted = await changeOrder<Refused | OfferNotLive | OfferClosed | NotEligible>(
      deps,
      actor,
      'offer.accept',
      command,
      async (decision) => {
        const { order, policy, act, stores } = decision;
        const offer = await stores.offers.find(command.offerId);
        const shift = order.shifts.find(({ no }) => no === offer?.shiftNo);
        if (!offer || !shift || offer.orderId !== order.id || offer.escortId !== actor.escortId)
          return err({ type: 'OfferNotLive' });
        const closed = closeOffer(offer, 'ACCEPTED', act.now);
        if (!closed.ok) return closed;
        const outcome = acceptOffer(order, offer.id, act);
        if (!outcome.ok) return outcome;
        const { escortId } = offer;
        // A dispatcher's override stands: only what may never be overruled is asked again.
        const eligible = await checkEligible(stores, deps.calendar, {
          order,
          shift,
          escortId,
          policy,
          now: act.now,
        });
        if (!eligible.ok && !isOverruled(offer.reason, eligible.error)) return eligible;
        await stores.offers.update(closed.value);
        return ok(only(outcome.value));
      },
    );
    return orRepeated(deps, actor, command, 'ACCEPTED', accepted);
  };

const isOverruled = (reason: string | undefined, { whyNot }: NotEligible): boolean =>
  reason !== undefined && afterOverride(whyNot).length === 0;
