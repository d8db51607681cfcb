import type { AppointmentStore } from '../appointments/index.js';
import { done, err } from '../shared/result.js';
import { seatedOnDay } from './in-memory-seats.js';
import type { Tables } from './in-memory-tables.js';

export const inMemoryAppointments = (tables: Tables): AppointmentStore => ({
  find: async (id) => tables.clinic.appointments.get(id),

  async update(appointment, expectedVersion) {
    if (appointment.version <= expectedVersion)
      throw new RangeError(`appointment ${appointment.id} must move to a higher version`);
    const stored = tables.clinic.appointments.get(appointment.id);
    const currentVersion = stored?.version;
    if (!stored || currentVersion !== expectedVersion)
      return err({ type: 'StaleVersion', ...(currentVersion === undefined ? {} : { currentVersion }) });
    tables.clinic.appointments.put(appointment.id, {
      ...appointment,
      sitting: stored.sitting,
      seat: stored.seat,
    });
    return done;
  },

  onDay: async (personId, visitOn) =>
    seatedOnDay(tables, personId, visitOn)
      .toSorted((left, right) => (left.id < right.id ? -1 : 1))
      .map(({ sitting: { doctorId, departmentId } }) => ({ doctorId, departmentId })),

  noShowsOf: async (personId, since) =>
    tables.clinic.appointments
      .where((one) => one.personId === personId && one.status === 'NO_SHOW')
      .flatMap((one) => ('endedAt' in one && one.endedAt >= since ? [one.endedAt] : []))
      .toSorted((left, right) => left.getTime() - right.getTime()),

  async expiredHolds(now, limit) {
    const held = tables.clinic.appointments
      .where(() => true)
      .flatMap((one) => (one.status === 'HELD' && one.heldUntil <= now ? [one] : []));
    return held
      .toSorted(
        (left, right) =>
          left.heldUntil.getTime() - right.heldUntil.getTime() || (left.id < right.id ? -1 : 1),
      )
      .slice(0, limit)
      .map(({ id }) => id);
  },
});
