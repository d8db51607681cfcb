import {
  type ArmedTimer,
  alarmDispatchers,
  closeReview,
  currentShift,
  type Outcome,
  type ReviewNotOpen,
} from '../../orders/index.js';
import type { OperationId } from '../../policy/index.js';
import { system } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { changeOrder, type Decision, decideWith } from '../change-order.js';
import type { OrderAnswer } from '../deps.js';
import type { PaymentDeps } from '../payment-deps.js';
import { makeConfirmOrder } from './confirm-order.js';
import { makeEndOffer } from './end-offer.js';
import { makeEndService } from './end-service.js';
import { makeExpirePayment } from './expire-payment.js';
import { makeFindEscort } from './find-escort.js';
import { makeGiveUp } from './give-up.js';
import { makeMarkOverdue } from './mark-overdue.js';
import { makeRecordPayment } from './record-payment.js';
import { makeResolveVisit, unresolved } from './resolve-visit.js';
import { makeSyncPayment } from './sync-payment.js';

type Refusal = { readonly type: string };
type Fire = (timer: ArmedTimer) => Promise<Result<OrderAnswer, Refusal>>;

/**
 * 6.0.3: a timer is a command of the system under the same guards as everybody's. One that is not armed any more, or was
 * fired before, changes nothing. A refusal that time may cure is answered, for the caller to postpone the timer.
 */
export const makeFireTimer = (deps: PaymentDeps): Fire => {
  const endOffer = makeEndOffer(deps, 'expire_offer');
  const confirmOrder = makeConfirmOrder(deps);
  const endService = makeEndService(deps);
  const findEscort = makeFindEscort(deps);
  const giveUp = makeGiveUp(deps);
  const markOverdue = makeMarkOverdue(deps);
  const resolveVisit = makeResolveVisit(deps);
  const expirePayment = makeExpirePayment(deps, makeSyncPayment(deps, makeRecordPayment(deps)));
  const byRule =
    <E extends Refusal>(operation: OperationId, rule: (decision: Decision) => Result<Outcome, E>): Fire =>
    (timer) =>
      changeOrder<E>(deps, system, operation, { orderId: timer.orderId, timer }, decideWith(rule));

  const callAbout = (about: 'cover' | 'escort', timer: ArmedTimer) =>
    byRule<never>('order.alarm', ({ order, act }) => {
      const { shiftNo = currentShift(order).no, dueAt } = timer;
      return ok(alarmDispatchers(order, { about, shiftNo, dueAt }, act));
    })(timer);

  const fire: Record<ArmedTimer['kind'], Fire> = {
    'payment-expiry': (timer) => expirePayment({ orderId: timer.orderId, timer }),
    'find-escort': (timer) => findEscort({ orderId: timer.orderId, timer }),
    'offer-expiry': (timer) => {
      if (!timer.offerId) throw new Error(`timer ${timer.id} names no offer`);
      return endOffer(system, { orderId: timer.orderId, offerId: timer.offerId, timer });
    },
    'give-up': (timer) => giveUp(system, { orderId: timer.orderId, timer }),
    'cover-alarm': (timer) => callAbout('cover', timer),
    'escort-alarm': (timer) => callAbout('escort', timer),
    'unresolved-alarm': byRule<never>('order.alarm', (decision) => ok(unresolved(decision))),
    unresolved: (timer) => resolveVisit({ orderId: timer.orderId, timer }),
    overrun: (timer) => endService(system, { orderId: timer.orderId, timer }),
    'auto-confirm': (timer) => confirmOrder(system, { orderId: timer.orderId, timer }),
    'balance-overdue': (timer) => markOverdue({ orderId: timer.orderId, timer }),
    'review-expiry': byRule<ReviewNotOpen>('review.expire', ({ order, act }) =>
      closeReview(order, 'expired', act),
    ),
  };
  return (timer) => fire[timer.kind](timer);
};
