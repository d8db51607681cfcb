import type { Calendar, LocalDate, ZoneId } from '../shared/calendar.js';
import type { DepartmentId, DoctorId, HospitalId, RoomId, TemplateId, TenantId } from '../shared/ids.js';
import { done, err, type Result } from '../shared/result.js';
import type { ReleasePolicy } from './release-policy.js';
import { capacityOf, type NoSeats, type SeatPlan } from './seat-plan.js';

/** One clinic session of a day, in minutes of the clinic's clocks: `[fromMinute, toMinute)`. */
export type SessionPlan = {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly roomId: RoomId;
  readonly seats: SeatPlan;
  readonly release: ReleasePolicy;
};

/** 1 = Monday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The weekly hours 排班 of a doctor in one department, on the dates `[effectiveFrom, effectiveUntil)` (C6). */
export type WeeklyTemplate = {
  readonly id: TemplateId;
  readonly tenantId: TenantId;
  readonly hospitalId: HospitalId;
  readonly departmentId: DepartmentId;
  readonly doctorId: DoctorId;
  /** Of the clinic. */
  readonly zone: ZoneId;
  readonly effectiveFrom: LocalDate;
  readonly effectiveUntil?: LocalDate;
  readonly week: readonly (SessionPlan & { readonly weekday: Weekday })[];
};

/** A template as it is kept; `version` counts its changes (6.0.1). */
export type StoredTemplate = WeeklyTemplate & { readonly version: number };

export type UnknownZone = { readonly type: 'UnknownZone'; readonly zone: string };
/** A plan that ends before it begins, or leaves the day. */
export type EmptySession = {
  readonly type: 'EmptySession';
  readonly fromMinute: number;
  readonly toMinute: number;
};
/** Two plans of one day share time. */
export type OverlappingSessions = {
  readonly type: 'OverlappingSessions';
  readonly fromMinute: number;
  readonly alsoFromMinute: number;
};
export type PlanFault = EmptySession | OverlappingSessions | NoSeats;
export type TemplateFault = PlanFault | UnknownZone;

const MINUTES_OF_DAY = 1440;

const isWithinDay = ({ fromMinute, toMinute }: SessionPlan): boolean =>
  Number.isInteger(fromMinute) &&
  Number.isInteger(toMinute) &&
  0 <= fromMinute &&
  fromMinute < toMinute &&
  toMinute <= MINUTES_OF_DAY;

/** What is wrong with the plans of one day: empty ones, ones without seats, and two that share time. */
export const checkDay = (plans: readonly SessionPlan[]): Result<void, PlanFault> => {
  for (const plan of plans) {
    const { fromMinute, toMinute } = plan;
    if (!isWithinDay(plan)) return err({ type: 'EmptySession', fromMinute, toMinute });
    const capacity = capacityOf(plan.seats, toMinute - fromMinute);
    if (!capacity.ok) return capacity;
  }
  const sorted = plans.toSorted((left, right) => left.fromMinute - right.fromMinute);
  for (const [index, { fromMinute }] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before && fromMinute < before.toMinute)
      return err({
        type: 'OverlappingSessions',
        fromMinute: before.fromMinute,
        alsoFromMinute: fromMinute,
      });
  }
  return done;
};

/** What is wrong with a template, whatever dates it is expanded over. */
export const checkTemplate = (
  { zone, week }: WeeklyTemplate,
  calendar: Calendar,
): Result<void, TemplateFault> => {
  if (!calendar.isZone(zone)) return err({ type: 'UnknownZone', zone });
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    const checked = checkDay(week.filter((plan) => plan.weekday === weekday));
    if (!checked.ok) return checked;
  }
  return done;
};
