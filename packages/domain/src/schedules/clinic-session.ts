import type { LocalDate, ZoneId } from '../shared/calendar.js';
import type { ClinicSessionId, DepartmentId, DoctorId, HospitalId, RoomId, TenantId } from '../shared/ids.js';
import type { TimeRange } from '../shared/time-range.js';
import type { ReleaseTimes } from './release-policy.js';
import type { SeatPlan } from './seat-plan.js';

export const sessionStatuses = ['DRAFT', 'PUBLISHED', 'RELEASED', 'SUSPENDED', 'CLOSED'] as const;

/** The states of a clinic session (6.8). */
export type SessionStatus = (typeof sessionStatuses)[number];

/** In these states a session occupies its doctor and its room, so that no other may overlap (BK3). */
export const occupyingStatuses: readonly SessionStatus[] = ['PUBLISHED', 'RELEASED', 'SUSPENDED'];

/** One stretch in which a doctor sees patients in a room, before it is stored. */
export type PlannedSession = {
  readonly tenantId: TenantId;
  readonly hospitalId: HospitalId;
  readonly departmentId: DepartmentId;
  readonly doctorId: DoctorId;
  readonly roomId: RoomId;
  readonly zone: ZoneId;
  /** The date on the clinic's calendar. */
  readonly visitOn: LocalDate;
  readonly during: TimeRange;
  readonly seats: SeatPlan;
  /** How many seats it has; overbooking on purpose and taking seats off sale change it. */
  readonly capacity: number;
  readonly release: ReleaseTimes;
};

type SessionCommon = PlannedSession & {
  readonly id: ClinicSessionId;
  /** Seats on sale, `0..capacity`. The store alone counts it: reading tells what it was a moment ago (C33). */
  readonly remaining: number;
  /** Counts commands to the session, not seats taken of it (6.0.1). */
  readonly version: number;
};

/** A clinic session (C17). A field exists in the states where it means something. */
export type ClinicSession = SessionCommon &
  (
    | { readonly status: 'DRAFT' }
    | { readonly status: 'PUBLISHED'; readonly publishedAt: Date }
    | { readonly status: 'RELEASED'; readonly publishedAt: Date; readonly releasedAt: Date }
    | {
        readonly status: 'SUSPENDED';
        readonly publishedAt: Date;
        readonly releasedAt: Date;
        readonly suspendedAt: Date;
      }
    | {
        readonly status: 'CLOSED';
        readonly publishedAt: Date;
        readonly releasedAt: Date;
        readonly closedAt: Date;
      }
  );

/** What every state has. */
export const commonOfSession = (session: ClinicSession): SessionCommon => {
  const { id, tenantId, hospitalId, departmentId, doctorId, roomId, zone, visitOn, during } = session;
  const { seats, capacity, remaining, release, version } = session;
  const where = { id, tenantId, hospitalId, departmentId, doctorId, roomId, zone, visitOn, during };
  return { ...where, seats, capacity, remaining, release, version };
};

export const isOccupying = ({ status }: Pick<ClinicSession, 'status'>): boolean =>
  occupyingStatuses.includes(status);

/** Seats that are not on sale: taken, or on their way back. */
export const soldOf = ({ capacity, remaining }: Pick<ClinicSession, 'capacity' | 'remaining'>): number =>
  capacity - remaining;
