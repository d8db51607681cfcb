import type { Calendar, LocalDate } from '../shared/calendar.js';
import { err, ok, type Result } from '../shared/result.js';
import type { SessionPlan, Weekday, WeeklyTemplate } from './template.js';

export const holidayKinds = ['off', 'as-weekday'] as const satisfies readonly HolidayRule['kind'][];
export const exceptionKinds = [
  'leave',
  'extra',
  'cancelled',
  'changed',
] as const satisfies readonly ScheduleException['kind'][];

/** What a date means for weekly hours: nobody comes, or it is worked like another weekday (调休). */
export type HolidayRule =
  | { readonly date: LocalDate; readonly kind: 'off' }
  | { readonly date: LocalDate; readonly kind: 'as-weekday'; readonly weekday: Weekday };

/**
 * One date on which a doctor's hours differ. On a day of leave nothing of the week takes place, whatever the week says by
 * then. An extra session takes place on a holiday and on a day of leave too.
 */
export type ScheduleException =
  | { readonly date: LocalDate; readonly kind: 'leave' }
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

/**
 * What dates mean for the weekly hours of a tenant: its own rules, and the statutory holidays off for which it has none
 * (C6). A date that is worked like its own weekday is how a tenant opens on a holiday.
 */
export const holidayLayer = (
  own: readonly HolidayRule[],
  calendar: Calendar,
  dates: readonly LocalDate[],
): readonly HolidayRule[] => {
  const ruled = new Set(own.map(({ date }) => date));
  return [
    ...own,
    ...holidaysOff(
      calendar,
      dates.filter((date) => !ruled.has(date)),
    ),
  ];
};

/** The minute at which the exception changes its date; a day of leave changes all of it. */
export const exceptionStart = (exception: ScheduleException): number | undefined => {
  if (exception.kind === 'leave') return undefined;
  return exception.kind === 'extra' ? exception.plan.fromMinute : exception.fromMinute;
};

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
  const ofDate = exceptions.filter((one) => one.date === date);
  const isOnLeave = ofDate.some(({ kind }) => kind === 'leave');
  let plans = isOnLeave ? [] : weeklyPlans(template, date, holidays);
  for (const exception of ofDate) {
    if (exception.kind === 'extra') {
      plans = [...plans, exception.plan];
      continue;
    }
    if (isOnLeave || exception.kind === 'leave') continue;
    const { fromMinute } = exception;
    if (!plans.some((plan) => plan.fromMinute === fromMinute))
      return err({ type: 'NothingToExcept', date, fromMinute });
    const others = plans.filter((plan) => plan.fromMinute !== fromMinute);
    plans = exception.kind === 'changed' ? [...others, exception.plan] : others;
  }
  return ok(plans.toSorted((left, right) => left.fromMinute - right.fromMinute));
};
