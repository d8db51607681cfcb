import { type ClinicSession, commonOfSession, type SeatPlan } from '@banzhen/domain/schedules';
import type { clinicSessions } from '../schema/index.js';
import { present } from '../sql-values.js';

export type ClinicSessionRow = typeof clinicSessions.$inferSelect;

type Written = Omit<ClinicSessionRow, 'isOccupying'>;

const seatsOf = ({ seatMinutes, seatsEach, capacity }: ClinicSessionRow): SeatPlan =>
  seatMinutes === null
    ? { by: 'session', capacity }
    : { by: 'time', everyMinutes: seatMinutes, seatsEach: present(seatsEach, 'clinic_session.seats_each') };

const stateOf = (row: ClinicSessionRow) => {
  if (row.status === 'DRAFT') return { status: row.status } as const;
  const publishedAt = present(row.publishedAt, 'clinic_session.published_at');
  if (row.status === 'PUBLISHED') return { status: row.status, publishedAt } as const;
  const releasedAt = present(row.releasedAt, 'clinic_session.released_at');
  const since = { publishedAt, releasedAt };
  if (row.status === 'RELEASED') return { status: row.status, ...since } as const;
  if (row.status === 'SUSPENDED') {
    const suspendedAt = present(row.suspendedAt, 'clinic_session.suspended_at');
    return { status: row.status, ...since, suspendedAt } as const;
  }
  return {
    status: row.status,
    ...since,
    closedAt: present(row.closedAt, 'clinic_session.closed_at'),
  } as const;
};

export const fromSessionRow = (row: ClinicSessionRow): ClinicSession => ({
  id: row.id,
  tenantId: row.tenantId,
  hospitalId: row.hospitalId,
  departmentId: row.departmentId,
  doctorId: row.doctorId,
  roomId: row.roomId,
  zone: row.zone,
  visitOn: row.visitOn,
  during: { startsAt: row.startsAt, endsAt: row.endsAt },
  seats: seatsOf(row),
  capacity: row.capacity,
  remaining: row.remaining,
  release: {
    ...(row.releaseAt ? { at: row.releaseAt } : {}),
    early: row.earlyRelease.map(({ level, at }) => ({ level, at: new Date(at) })),
  },
  version: row.version,
  ...stateOf(row),
});

export const toSessionRow = (session: ClinicSession): Written => {
  const { during, seats, release, ...rest } = commonOfSession(session);
  return {
    ...rest,
    startsAt: during.startsAt,
    endsAt: during.endsAt,
    seatMinutes: seats.by === 'time' ? seats.everyMinutes : null,
    seatsEach: seats.by === 'time' ? seats.seatsEach : null,
    releaseAt: release.at ?? null,
    earlyRelease: release.early.map(({ level, at }) => ({ level, at: at.toISOString() })),
    status: session.status,
    publishedAt: 'publishedAt' in session ? session.publishedAt : null,
    releasedAt: 'releasedAt' in session ? session.releasedAt : null,
    suspendedAt: 'suspendedAt' in session ? session.suspendedAt : null,
    closedAt: 'closedAt' in session ? session.closedAt : null,
  };
};
