import { type Calendar, dateAfter, type LocalDate } from '../shared/calendar.js';
import { err, ok, type Result } from '../shared/result.js';
import { timeRange } from '../shared/time-range.js';
import type { PlannedSession } from './clinic-session.js';
import { type HolidayRule, type NothingToExcept, plansOn, type ScheduleException } from './day-plan.js';
import { releaseTimesOf } from './release-policy.js';
import { capacityOf } from './seat-plan.js';
import {
  checkDay,
  checkTemplate,
  type SessionPlan,
  type TemplateFault,
  type WeeklyTemplate,
} from './template.js';
import { exactInstant, type InexactWallTime } from './wall-clock.js';

export type ExpansionFault = TemplateFault | NothingToExcept | InexactWallTime;

export type Expansion = {
  /** Dates `[from, until)`. */
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly holidays: readonly HolidayRule[];
  readonly exceptions: readonly ScheduleException[];
};

const planned = (
  template: WeeklyTemplate,
  date: LocalDate,
  plan: SessionPlan,
  calendar: Calendar,
): Result<PlannedSession, ExpansionFault> => {
  const { tenantId, hospitalId, departmentId, doctorId, zone } = template;
  const { fromMinute, toMinute, roomId, seats } = plan;
  const startsAt = exactInstant(calendar, date, fromMinute, zone);
  if (!startsAt.ok) return startsAt;
  const endsAt = exactInstant(calendar, date, toMinute, zone);
  if (!endsAt.ok) return endsAt;
  const during = timeRange(startsAt.value, endsAt.value);
  if (!during.ok) return err({ type: 'EmptySession', fromMinute, toMinute });
  // Of the instants, not of the wall: a session across a change of clocks is longer or shorter than it reads.
  const capacity = capacityOf(seats, (endsAt.value.getTime() - startsAt.value.getTime()) / 60_000);
  if (!capacity.ok) return capacity;
  const release = releaseTimesOf(plan.release, date, zone, calendar);
  if (!release.ok) return release;
  return ok({
    ...{ tenantId, hospitalId, departmentId, doctorId, roomId, zone, seats },
    visitOn: date,
    during: during.value,
    capacity: capacity.value,
    release: release.value,
  });
};

/** The clinic sessions of a template over a stretch of dates, as instants; refuses the first fault and makes none then. */
export const expandTemplate = (
  template: WeeklyTemplate,
  { from, until, holidays, exceptions }: Expansion,
  calendar: Calendar,
): Result<readonly PlannedSession[], ExpansionFault> => {
  const checked = checkTemplate(template, calendar);
  if (!checked.ok) return checked;
  const sessions: PlannedSession[] = [];
  for (let date = from; date < until; date = dateAfter(date, 1)) {
    const plans = plansOn(template, date, holidays, exceptions);
    if (!plans.ok) return plans;
    const day = checkDay(plans.value);
    if (!day.ok) return day;
    for (const plan of plans.value) {
      const session = planned(template, date, plan, calendar);
      if (!session.ok) return session;
      sessions.push(session.value);
    }
  }
  return ok(sessions);
};
