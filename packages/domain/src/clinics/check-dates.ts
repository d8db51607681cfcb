import type { Dates } from '../schedules/index.js';
import { DAY_MS } from '../shared/clock.js';
import { done, err, type Result } from '../shared/result.js';

/** For how many dates a schedule is planned, published or listed at a time. */
export const MOST_DATES = 92;

/** No date is between them, or more than `mostDays` are. */
export type DatesUnfit = { readonly type: 'DatesUnfit'; readonly mostDays: number };

/** Whether the dates are some, and no more than `mostDays`: as are planned at a time, unless told. */
export const checkDates = ({ from, until }: Dates, mostDays = MOST_DATES): Result<void, DatesUnfit> => {
  const days = (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
  return days >= 1 && days <= mostDays ? done : err({ type: 'DatesUnfit', mostDays });
};
