import { minutesAfter } from '../shared/clock.js';
import { err, type Result } from '../shared/result.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { Act } from './act.js';
import { cancelUnserved } from './cancellation.js';
import type { Order, OrderIn, Shift } from './order.js';
import { changed, type Outcome } from './order-event.js';
import type { Refused } from './permit.js';
import { isSearching, type SearchingOrder, uncoveredShifts } from './search.js';

export type SomeShiftsCovered = { readonly type: 'SomeShiftsCovered'; readonly shiftNos: readonly number[] };

/**
 * O23: by when a shift must have its escort: 12 h before it starts; 2 h before when the search began later than that (same
 * day); at its start when later still; and an hour after a search that begins when the shift should have begun.
 */
export const coverBy = ({ during }: Shift, searchSince: Date, { unmatched, offers }: VisitPolicy): Date => {
  const deadlines = [unmatched.minutesBefore, unmatched.sameDayMinutesBefore, 0].map((minutes) =>
    minutesAfter(during.startsAt, -minutes),
  );
  return (
    deadlines.find((deadline) => deadline > searchSince) ??
    minutesAfter(searchSince, offers.assignWithinMinutes)
  );
};

/** An order that somebody is on is not given up: its dispatchers are alarmed about the other shifts instead. */
const coveredNos = ({ shifts }: Pick<Order, 'shifts'>): readonly number[] =>
  shifts.filter(({ cover }) => cover.kind === 'accepted').map(({ no }) => no);

/** By when each shift that nobody covers must have its escort; none for an order that is not in search. */
export const coverDeadlines = (
  order: Order,
  policy: VisitPolicy,
): readonly { readonly shiftNo: number; readonly dueAt: Date; readonly isAlarmed: boolean }[] =>
  isSearching(order)
    ? uncoveredShifts(order).map((shift) => {
        const dueAt = coverBy(shift, order.searchSince, policy);
        const isAlarmed = shift.alarmedAt !== undefined && shift.alarmedAt >= dueAt;
        return { shiftNo: shift.no, dueAt, isAlarmed };
      })
    : [];

/** What becomes due when escorts are not found: the end of an order that nobody is on, else an alarm for each shift. */
export const unmatchedTimers = (order: SearchingOrder, policy: VisitPolicy) => {
  const deadlines = coverDeadlines(order, policy);
  if (coveredNos(order).length === 0)
    return deadlines.slice(0, 1).map(({ dueAt }) => ({ kind: 'give-up', dueAt }) as const);
  return deadlines
    .filter(({ isAlarmed }) => !isAlarmed)
    .map(({ shiftNo, dueAt }) => ({ kind: 'cover-alarm', shiftNo, dueAt }) as const);
};

/** O23: ends an order that nobody is on. Once a shift is covered it goes on, and only a cancellation can end it. */
export const giveUpUnmatched = (
  order: Order,
  act: Act,
): Result<Outcome<OrderIn<'CANCELLED'>>, Refused | SomeShiftsCovered> => {
  const outcome = cancelUnserved(order, 'unmatched', act);
  const shiftNos = coveredNos(order);
  return outcome.ok && shiftNos.length > 0 ? err({ type: 'SomeShiftsCovered', shiftNos }) : outcome;
};

/** O22, O23: the dispatchers are called about the escort of a shift, once for the alarm that was due at `dueAt`. */
export const alarmDispatchers = (
  order: Order,
  alarm: { readonly about: 'escort' | 'cover'; readonly shiftNo: number; readonly dueAt: Date },
  act: Act,
): Outcome => {
  const shifts = order.shifts.map((shift) =>
    shift.no === alarm.shiftNo ? { ...shift, alarmedAt: alarm.dueAt } : shift,
  );
  const { shiftNo } = alarm;
  return alarm.about === 'cover'
    ? changed(order, { shifts }, 'O23', act, { type: 'ShiftUncovered', refs: { shiftNo } })
    : changed(order, { shifts }, 'O22', act, { type: 'EscortAlarmed', refs: { shiftNo } });
};
