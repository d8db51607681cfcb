import type { OfferClosed } from '../dispatch/index.js';
import type { NotFound } from '../policy/index.js';
import type { Actor } from '../shared/actor.js';
import type { OfferId, OrderId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import { answerOf } from './change-order.js';
import type { OrderAnswer, VisitDeps } from './deps.js';

/**
 * What an escort is told whose reply to an offer was refused. When this very escort has given the same reply before, its
 * answer was lost and the order is answered as it is now; when the offer was theirs and ended otherwise, they are told how.
 * Nobody else learns anything of it.
 */
export const orRepeated = async <E>(
  deps: VisitDeps,
  actor: Actor,
  { orderId, offerId }: { readonly orderId: OrderId; readonly offerId: OfferId },
  reply: 'ACCEPTED' | 'DECLINED',
  result: Result<OrderAnswer, E>,
): Promise<Result<OrderAnswer, E | OfferClosed>> => {
  if (result.ok || actor.kind !== 'person' || !actor.escortId) return result;
  const found = await deps.unitOfWork.run<OrderAnswer, NotFound | OfferClosed>(async (stores) => {
    const offer = await stores.offers.find(offerId);
    const order = offer && (await stores.orders.find(offer.orderId));
    const isOwn = offer?.orderId === orderId && offer.escortId === actor.escortId;
    if (!order || !isOwn || offer.status === 'OPEN') return err({ type: 'NotFound' });
    return offer.status === reply ? ok(answerOf(order)) : err({ type: 'OfferClosed', status: offer.status });
  });
  if (found.ok) return found;
  return found.error.type === 'OfferClosed' ? err(found.error) : result;
};
