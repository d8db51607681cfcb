import type { SessionPlanDto } from '@banzhen/contracts';
import { clockOf, minuteOf, weekdayOf } from '../../shared/clinic/week.js';

/** One clinic session of a day as it is typed. */
export type PlanDraft = {
  readonly from: string;
  readonly to: string;
  readonly roomId: string;
  readonly by: 'session' | 'time';
  /** Seats of the whole session, or at each time. */
  readonly seats: number;
  readonly everyMinutes: number;
  readonly release: 'at-publication' | 'days-before';
  readonly days: number;
  readonly at: string;
};

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
export type WeekDraft = PlanDraft & { readonly key: number; readonly weekday: Weekday };

/** Hours of a weekday that somebody has drawn on the calendar. */
export type DrawnHours = Pick<WeekDraft, 'weekday' | 'from' | 'to'>;

/** Those between two instants as the calendar tells them, `2026-11-24T08:00:00+08:00`; none across midnight. */
export const drawnHours = (start: string, end: string): DrawnHours | undefined => {
  const [[day, to], endDay] = [[start.slice(0, 10), end.slice(11, 16)], end.slice(0, 10)];
  const weekday = weekdays.find((one) => one === weekdayOf(day));
  return weekday && (day === endDay || to === '00:00')
    ? { weekday, from: start.slice(11, 16), to }
    : undefined;
};

export const newPlan = (roomId: string): PlanDraft => ({
  from: '08:00',
  to: '12:00',
  roomId,
  by: 'session',
  seats: 30,
  everyMinutes: 15,
  release: 'days-before',
  days: 7,
  at: '07:00',
});

export const draftOf = ({ fromMinute, toMinute, roomId, seats, release }: SessionPlanDto): PlanDraft => ({
  ...newPlan(roomId),
  from: clockOf(fromMinute),
  to: clockOf(toMinute),
  by: seats.by,
  seats: seats.by === 'session' ? seats.capacity : seats.seatsEach,
  ...(seats.by === 'time' ? { everyMinutes: seats.everyMinutes } : {}),
  release: release.kind,
  ...(release.kind === 'days-before' ? { days: release.days, at: clockOf(release.minuteOfDay) } : {}),
});

const endOf = (clock: string): number => (clock === '00:00' ? 1440 : minuteOf(clock));

/** As the API takes it; early releases of members stay what they were. */
export const planOf = (
  { from, to, roomId, by, seats, everyMinutes, release, days, at }: PlanDraft,
  before?: SessionPlanDto,
) => ({
  fromMinute: minuteOf(from),
  toMinute: endOf(to),
  roomId,
  seats:
    by === 'session' ? ({ by, capacity: seats } as const) : ({ by, everyMinutes, seatsEach: seats } as const),
  release:
    release === 'at-publication'
      ? ({ kind: release } as const)
      : ({
          kind: release,
          days,
          minuteOfDay: minuteOf(at),
          early: before?.release.kind === 'days-before' ? [...before.release.early] : [],
        } as const),
});

/** Whether everything is typed that the API needs. */
export const isWhole = ({ from, to, roomId, seats, everyMinutes, release, days, at }: PlanDraft): boolean =>
  !Number.isNaN(minuteOf(from)) &&
  !Number.isNaN(endOf(to)) &&
  roomId !== '' &&
  seats >= 1 &&
  everyMinutes >= 1 &&
  (release === 'at-publication' || (days >= 0 && !Number.isNaN(minuteOf(at))));
