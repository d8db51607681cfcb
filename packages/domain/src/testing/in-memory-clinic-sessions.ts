import {
  type ClinicSession,
  type ClinicSessionStore,
  isOccupying,
  type Occupied,
  soldOf,
} from '../schedules/index.js';
import { done, err } from '../shared/result.js';
import { overlaps } from '../shared/time-range.js';
import type { Tables } from './in-memory-tables.js';

const occupiedBy = ({ clinic }: Tables, wanted: ClinicSession): Occupied | undefined => {
  if (!isOccupying(wanted)) return undefined;
  const around = clinic.sessions
    .where(({ session }) => session.id !== wanted.id && isOccupying(session))
    .filter(({ session }) => overlaps(session.during, wanted.during));
  const { doctorId, roomId } = wanted;
  if (around.some(({ session }) => session.doctorId === doctorId))
    return { type: 'DoctorOccupied', doctorId };
  if (around.some(({ session }) => session.roomId === roomId)) return { type: 'RoomOccupied', roomId };
  return undefined;
};

const earliestFirst = (left: ClinicSession, right: ClinicSession): number =>
  left.during.startsAt.getTime() - right.during.startsAt.getTime() || (left.id < right.id ? -1 : 1);

/** Sessions in `status` whose time has come, the longest due first. */
const due = (
  { clinic }: Tables,
  status: ClinicSession['status'],
  timeOf: (session: ClinicSession) => number,
  now: Date,
  limit: number,
): readonly ClinicSession['id'][] =>
  clinic.sessions
    .where(({ session }) => session.status === status && timeOf(session) <= now.getTime())
    .map(({ session }) => session)
    .toSorted((left, right) => timeOf(left) - timeOf(right) || (left.id < right.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id }) => id);

export const inMemoryClinicSessions = (tables: Tables): ClinicSessionStore => ({
  find: async (id) => tables.clinic.sessions.get(id)?.session,

  async insert(sessions) {
    for (const session of sessions) {
      const occupied = occupiedBy(tables, session);
      if (occupied) return err(occupied);
      tables.clinic.sessions.insert(session.id, { session, lastTicket: 0 });
    }
    return done;
  },

  async update(session, expectedVersion) {
    if (session.version <= expectedVersion)
      throw new RangeError(`clinic session ${session.id} must move to a higher version`);
    const stored = tables.clinic.sessions.get(session.id);
    const currentVersion = stored?.session.version;
    if (!stored || currentVersion !== expectedVersion)
      return err({ type: 'StaleVersion', ...(currentVersion === undefined ? {} : { currentVersion }) });
    const sold = soldOf(stored.session);
    if (session.capacity < sold) return err({ type: 'CapacityBelowSold', sold });
    const occupied = occupiedBy(tables, session);
    if (occupied) return err(occupied);
    const next = { ...session, remaining: session.capacity - sold };
    tables.clinic.sessions.put(session.id, { ...stored, session: next });
    return done;
  },

  occupying: async ({ doctorIds, roomIds }, during) =>
    tables.clinic.sessions
      .where(
        ({ session }) =>
          isOccupying(session) &&
          overlaps(session.during, during) &&
          (doctorIds.includes(session.doctorId) || roomIds.includes(session.roomId)),
      )
      .map(({ session }) => session)
      .toSorted(earliestFirst),

  dueForRelease: async (now, limit) =>
    due(tables, 'PUBLISHED', ({ release }) => release.at?.getTime() ?? Number.POSITIVE_INFINITY, now, limit),

  dueForClosing: async (now, limit) =>
    due(tables, 'RELEASED', ({ during }) => during.endsAt.getTime(), now, limit),
});
