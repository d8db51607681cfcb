import type { NotEligible, WhyNot } from '../dispatch/index.js';
import { currentShift, type Order, servingEscort } from '../orders/index.js';
import type { Calendar } from '../shared/calendar.js';
import { done, err, type Result } from '../shared/result.js';
import type { Decision } from './change-order.js';
import { needOf, whyNotForShift, withoutDetails } from './eligible-escort.js';

/** What a shift that is being served can still run into; whom it suits was settled when it was accepted. */
const ofWorkingTime: ReadonlySet<WhyNot['code']> = new Set([
  'on-leave',
  'duty-day',
  'duty-week',
  'rest-after-night',
]);

/** Whether the escort on shift may work until the end that `longer` has: never over duty or into leave, by roster (6.3). */
export const checkLongerShift = async (
  { order, policy, act, stores }: Decision,
  longer: Order,
  calendar: Calendar,
): Promise<Result<void, NotEligible>> => {
  const escortId = servingEscort(order);
  const need = await needOf(stores, longer, currentShift(longer), policy);
  const candidate = escortId && (await stores.escorts.candidate(escortId, [need], act.now));
  if (!candidate) return done;
  const planned = await needOf(stores, order, currentShift(order), policy);
  const before = whyNotForShift(candidate, order, planned, policy, calendar);
  // A dispatcher may have overruled the roster for the whole shift; then it does not bind the rest of it either.
  const isRostered = !before.some(({ code }) => code === 'not-rostered');
  const whyNot = whyNotForShift(candidate, longer, need, policy, calendar).filter(
    ({ code }) => ofWorkingTime.has(code) || (isRostered && code === 'not-rostered'),
  );
  return whyNot.length === 0 ? done : err(withoutDetails({ type: 'NotEligible', whyNot }));
};
