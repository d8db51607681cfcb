import type { Appointment } from '../appointments/index.js';
import { type Order, type OrderStatus, visitRange } from '../orders/index.js';
import { earliest, latest, minutesAfter } from '../shared/clock.js';
import { type Bundle, isLiveBundle } from './bundle.js';
import type { BundlePolicy } from './bundle-policy.js';

/** What a bundle holds together, as it is now. */
export type Halves = { readonly appointment: Appointment; readonly order: Order };

/**
 * What is to be done about a bundle. `release` ends whichever half still lives: `fault` says whose doing it is that the order
 * cannot go on. `rest`: nothing, until a half moves or the time of a choice is over.
 */
export type NextStep =
  | { readonly kind: 'rest' | 'submit' | 'bind' | 'end' }
  | { readonly kind: 'open-choice'; readonly chooseBy: Date }
  | { readonly kind: 'release'; readonly fault: 'clinic' | 'platform' };

const rest: NextStep = { kind: 'rest' };

/** The order goes its own way to the end from here on. */
const served: readonly OrderStatus[] = ['SERVING', 'ENDED', 'FINISHED', 'NO_SHOW'];

/** O24: a day, or until four hours before the visit as it was or will be; never in the past. */
export const choiceEnd = ({ order, appointment }: Halves, { choice }: BundlePolicy, now: Date): Date => {
  const visitStartsAt = earliest(visitRange(order).startsAt, appointment.sitting.during.startsAt);
  const atTheLatest = minutesAfter(visitStartsAt, -choice.untilBeforeVisitMinutes);
  return latest(now, earliest(minutesAfter(now, choice.withinMinutes), atTheLatest));
};

const choice = (bundle: Bundle, halves: Halves, policy: BundlePolicy, now: Date): NextStep => {
  if (bundle.status === 'CHOOSING')
    return now < bundle.chooseBy ? rest : { kind: 'release', fault: 'clinic' };
  // Nobody was promised anything yet.
  if (bundle.status === 'HELD') return { kind: 'release', fault: 'clinic' };
  return { kind: 'open-choice', chooseBy: choiceEnd(halves, policy, now) };
};

const afterCancelledOrder = ({ appointment }: Halves): NextStep =>
  // What the clinic was asked can be taken back only when it has answered.
  appointment.status === 'PENDING_CONFIRM' ? rest : { kind: 'release', fault: 'platform' };

/**
 * The one rule of a bundle: a function of what became of its halves, so that it does not matter who moved them, in what order,
 * and how often anybody looks (C35, JB6).
 */
export const nextStep = (bundle: Bundle, halves: Halves, policy: BundlePolicy, now: Date): NextStep => {
  const { appointment, order } = halves;
  if (!isLiveBundle(bundle)) return rest;
  if (order.status === 'CANCELLED') return afterCancelledOrder(halves);
  if (served.includes(order.status)) return { kind: 'end' };
  const isUnpaid = order.status === 'PENDING_PAYMENT';
  switch (appointment.status) {
    case 'HELD':
      return isUnpaid || bundle.status !== 'HELD' || now >= appointment.heldUntil ? rest : { kind: 'submit' };
    case 'PENDING_CONFIRM':
      return rest;
    case 'BOOKED':
    case 'CHECKED_IN':
      if (isUnpaid) return rest;
      if (appointment.sequence !== bundle.seat.sequence) return choice(bundle, halves, policy, now);
      return bundle.status === 'BOUND' || bundle.status === 'CHOOSING' ? rest : { kind: 'bind' };
    case 'FULFILLED':
    case 'NO_SHOW':
      return rest;
    case 'EXPIRED':
      // An unpaid order ends by its own time, which is sooner.
      return isUnpaid ? rest : { kind: 'release', fault: 'platform' };
    case 'REJECTED':
      return { kind: 'release', fault: 'clinic' };
    default:
      return isUnpaid ? { kind: 'release', fault: 'clinic' } : choice(bundle, halves, policy, now);
  }
};
