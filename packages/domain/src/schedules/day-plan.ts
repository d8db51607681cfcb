import type { Calendar, LocalDate } from '../shared/calendar.js';
import { err, ok, type Result } from '../shared/result.js';
import type { SessionPlan, Weekday, WeeklyTemplate } from './template.js';

/** What a date means for weekly hours: nobody comes, or it is worked like another weekday (调休). */
export type HolidayRule =
  | { readonly date: LocalDate; readonly kind: 'off' }
  | { readonly date: LocalDate; readonly kind: 'as-weekday'; readonly weekday: Weekday };

/** One date on which a doctor's hours differ. An extra session takes place on a holiday too. */
export type ScheduleException =
  | { readonly date: LocalDate; readonly kind: 'extra'; readonly plan: SessionPlan }
  | { readonly date: LocalDate; readonly kind: 'cancelled'; readonly fromMinute: number }
  | {
      readonly date: LocalDate;
      readonly kind: 'changed';
      readonly fromMinute: number;
      readonly plan: SessionPlan;
    };

/** An exception cancels or changes a session that the week does not have on that date. */
export type NothingToExcept = {
  readonly type: 'NothingToExcept';
  readonly date: LocalDate;
  readonly fromMinute: number;
};

/** The statutory holidays among `dates` as days off; worked weekends are for the operator to add. */
export const holidaysOff = (calendar: Calendar, dates: readonly LocalDate[]): readonly HolidayRule[] =>
  dates.filter((date) => calendar.isHoliday(date)).map((date) => ({ date, kind: 'off' }));

const weekdayOf = (date: LocalDate): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

const isInForce = ({ effectiveFrom, effectiveUntil }: WeeklyTemplate, date: LocalDate): boolean =>
  effectiveFrom <= date && (effectiveUntil === undefined || date < effectiveUntil);

const weeklyPlans = (
  template: WeeklyTemplate,
  date: LocalDate,
  holidays: readonly HolidayRule[],
): readonly SessionPlan[] => {
  if (!isInForce(template, date)) return [];
  const rule = holidays.find((one) => one.date === date);
  if (rule?.kind === 'off') return [];
  const weekday = rule?.weekday ?? weekdayOf(date);
  return template.week.filter((plan) => plan.weekday === weekday).map(({ weekday: _, ...plan }) => plan);
};

/** The plans of a date: the week's, as the holiday layer moves it, and exceptions over both (C6). */
export const plansOn = (
  template: WeeklyTemplate,
  date: LocalDate,
  holidays: readonly HolidayRule[],
  exceptions: readonly ScheduleException[],
): Result<readonly SessionPlan[], NothingToExcept> => {
  let plans = weeklyPlans(template, date, holidays);
  for (const exception of exceptions.filter((one) => one.date === date)) {
    if (exception.kind === 'extra') {
      plans = [...plans, exception.plan];
      continue;
    }
    const { fromMinute } = exception;
    if (!plans.some((plan) => plan.fromMinute === fromMinute))
      return err({ type: 'NothingToExcept', date, fromMinute });
    const others = plans.filter((plan) => plan.fromMinute !== fromMinute);
    plans = exception.kind === 'changed' ? [...others, exception.plan] : others;
  }
  return ok(plans.toSorted((left, right) => left.fromMinute - right.fromMinute));
};
