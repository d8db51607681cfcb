import type { WeeklyTemplate } from '../schedules/index.js';
import { done, err, type Result } from '../shared/result.js';
import { type DatesUnfit, MOST_DATES } from './check-dates.js';

/** A template ends after it begins, or goes on. */
export const checkEffective = ({
  effectiveFrom,
  effectiveUntil,
}: Pick<WeeklyTemplate, 'effectiveFrom' | 'effectiveUntil'>): Result<void, DatesUnfit> =>
  effectiveUntil === undefined || effectiveFrom < effectiveUntil
    ? done
    : err({ type: 'DatesUnfit', mostDays: MOST_DATES });
