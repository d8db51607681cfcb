import { minutesAfter } from '../shared/clock.js';
import { err, ok, type Result } from '../shared/result.js';
import { minutesOf, type TimeRange } from '../shared/time-range.js';

/** How many patients a clinic session takes (C17): a number for all of it, or some at each of its seat times. */
export type SeatPlan =
  | { readonly by: 'session'; readonly capacity: number }
  | { readonly by: 'time'; readonly everyMinutes: number; readonly seatsEach: number };

export type NoSeats = { readonly type: 'NoSeats' };

const isCount = (given: number): boolean => Number.isSafeInteger(given) && given > 0;

/** The seats of a clinic session of `minutes`. Fails with `NoSeats` when there would be none, or parts of one. */
export const capacityOf = (plan: SeatPlan, minutes: number): Result<number, NoSeats> => {
  if (plan.by === 'session') return isCount(plan.capacity) ? ok(plan.capacity) : err({ type: 'NoSeats' });
  if (!isCount(plan.everyMinutes) || !isCount(plan.seatsEach)) return err({ type: 'NoSeats' });
  const capacity = Math.floor(minutes / plan.everyMinutes) * plan.seatsEach;
  return isCount(capacity) ? ok(capacity) : err({ type: 'NoSeats' });
};

/** When the patient of a numbered seat is called; seats are numbered from 1. A session without seat times has none. */
export const seatTimeOf = (plan: SeatPlan, during: TimeRange, seatNo: number): Date | undefined => {
  if (plan.by === 'session') return undefined;
  const last = Math.floor(minutesOf(during) / plan.everyMinutes) * plan.seatsEach;
  if (!isCount(seatNo) || seatNo > last) throw new RangeError(`there is no seat ${seatNo} of ${last}`);
  return minutesAfter(during.startsAt, Math.floor((seatNo - 1) / plan.seatsEach) * plan.everyMinutes);
};

/** When the patient of a seat is with the doctor: at the time of the seat, or somewhen in a session without seat times. */
export const seatRangeOf = (plan: SeatPlan, during: TimeRange, seatNo: number | undefined): TimeRange => {
  const startsAt = seatNo === undefined ? undefined : seatTimeOf(plan, during, seatNo);
  if (plan.by === 'session' || !startsAt) return during;
  return { startsAt, endsAt: minutesAfter(startsAt, plan.everyMinutes) };
};

export const sameSeatPlan = (left: SeatPlan, right: SeatPlan): boolean =>
  left.by === 'session'
    ? right.by === 'session' && left.capacity === right.capacity
    : right.by === 'time' && left.everyMinutes === right.everyMinutes && left.seatsEach === right.seatsEach;
