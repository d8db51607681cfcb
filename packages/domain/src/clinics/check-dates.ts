import type { Dates } from '../schedules/index.js';
import { dateAfter, type LocalDate } from '../shared/calendar.js';
import { DAY_MS } from '../shared/clock.js';
import { done, err, type Result } from '../shared/result.js';

/** For how many dates a schedule is planned, published or listed at a time. */
export const MOST_DATES = 92;

/** The first date that anything is asked about, and the one after the last. */
const CALENDAR: Dates = { from: '2000-01-01', until: '2200-01-01' };

/** Some of the dates are of a year in which nothing is: they can be asked for from `earliest` to `latest`. */
export type DatesOutOfRange = {
  readonly type: 'DatesOutOfRange';
  readonly earliest: LocalDate;
  readonly latest: LocalDate;
};

/** No date is between them, more than `mostDays` are, or they are of another age. */
export type DatesUnfit = { readonly type: 'DatesUnfit'; readonly mostDays: number } | DatesOutOfRange;

/** Whether the dates are some of this age, and no more than `mostDays`: as are planned at a time, unless told. */
export const checkDates = ({ from, until }: Dates, mostDays = MOST_DATES): Result<void, DatesUnfit> => {
  if (!(from >= CALENDAR.from && until >= CALENDAR.from && from < CALENDAR.until && until <= CALENDAR.until))
    return err({
      type: 'DatesOutOfRange',
      earliest: CALENDAR.from,
      latest: dateAfter(CALENDAR.until, -1),
    });
  const days = (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
  return days >= 1 && days <= mostDays ? done : err({ type: 'DatesUnfit', mostDays });
};
