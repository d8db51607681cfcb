import {
  type Appointment,
  type AppointmentHistory,
  type AppointmentStore,
  type DueAppointments,
  keepsSeat,
  type SeatSeeker,
  type SeatSeekers,
} from '../appointments/index.js';
import { ANSWERING } from '../partners/index.js';
import type { LocalDate } from '../shared/calendar.js';
import { type AppointmentId, idFrom, type PatientId, type PersonId } from '../shared/ids.js';
import { done, err } from '../shared/result.js';
import { toyDigest } from './in-memory-audit.js';
import type { InMemoryDatabase } from './in-memory-database.js';
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

  newestAt: async ({ tenantId, hospitalIds }, patientId) =>
    tables.clinic.appointments
      .where(
        (one) =>
          one.patientId === patientId &&
          one.sitting.tenantId === tenantId &&
          hospitalIds.includes(one.sitting.hospitalId),
      )
      .toSorted(
        (left, right) =>
          right.createdAt.getTime() - left.createdAt.getTime() || (left.id < right.id ? 1 : -1),
      )[0],

  seatedIn: async (sessionId) =>
    tables.clinic.appointments
      .where((one) => one.sitting.sessionId === sessionId && keepsSeat(one))
      .toSorted((left, right) => left.seat.ticket - right.seat.ticket),
});

const byInstant = (
  left: { readonly at: Date; readonly id: string },
  right: { readonly at: Date; readonly id: string },
): number => left.at.getTime() - right.at.getTime() || (left.id < right.id ? -1 : 1);

/** The calendar of `zone` is asked through `dateIn`. */
export const inMemoryDueAppointments = (
  database: InMemoryDatabase,
  dateIn: (instant: Date, zone: string) => LocalDate,
): DueAppointments => {
  const idsOf = (due: (one: Appointment) => Date | undefined, limit: number): readonly AppointmentId[] =>
    database
      .committed()
      .clinic.appointments.where(() => true)
      .flatMap((one) => {
        const at = due(one);
        return at ? [{ id: one.id, at }] : [];
      })
      .toSorted(byInstant)
      .slice(0, limit)
      .map(({ id }) => id);
  return {
    expiredHolds: async (now, limit) =>
      idsOf((one) => (one.status === 'HELD' && one.heldUntil <= now ? one.heldUntil : undefined), limit),
    unanswered: async (limit) =>
      idsOf((one) => {
        const { tenantId, hospitalId, sessionId } = one.sitting;
        const { clinic, partnerKeys, partners } = database.committed();
        const hasSystem = clinic.systems.get(`${tenantId} ${hospitalId}`) !== undefined;
        const isAnsweredByKey =
          clinic.sessions.get(sessionId)?.session.status !== 'SUSPENDED' &&
          partnerKeys.where(
            ({ partnerId, scope, revokedAt }) =>
              partners.get(partnerId)?.tenantId === tenantId &&
              scope.hospitalIds.includes(hospitalId) &&
              scope.operations.includes(ANSWERING) &&
              revokedAt === undefined,
          ).length > 0;
        const isOurs = one.status === 'PENDING_CONFIRM' && !hasSystem && !isAnsweredByKey;
        return isOurs ? one.submittedAt : undefined;
      }, limit),
    unfinished: async (now, limit) =>
      idsOf(
        (one) =>
          one.status === 'CHECKED_IN' && one.sitting.visitOn < dateIn(now, one.sitting.zone)
            ? new Date(`${one.sitting.visitOn}T00:00:00Z`)
            : undefined,
        limit,
      ),
  };
};

export const inMemoryAppointmentHistory = ({ clinic }: Tables): AppointmentHistory => ({
  async append(events) {
    for (const event of events)
      clinic.appointmentEvents.insert(`${event.appointmentId}/${event.version}`, event);
  },
  of: async (id) =>
    clinic.appointmentEvents
      .where(({ appointmentId }) => appointmentId === id)
      .toSorted((left, right) => left.version - right.version),
});

/** One id for each ID number. */
const personOf = (idNumber: string): PersonId =>
  idFrom<PersonId>(`0000${idNumber.slice(0, 4)}-0000-7000-8000-${toyDigest(idNumber).slice(0, 12)}`);

export const inMemorySeatSeekers = (tables: Tables): SeatSeekers => ({
  async find(patientIds, noShowsSince) {
    const { noShowsOf } = inMemoryAppointments(tables);
    const found = new Map<PatientId, SeatSeeker>();
    for (const id of patientIds) {
      const patient = tables.patients.get(id);
      if (!patient) continue;
      const idNumber = tables.patientDetails.get(id)?.idNumber;
      const personId = idNumber === undefined ? undefined : personOf(idNumber);
      const noShowsAt = personId ? await noShowsOf(personId, noShowsSince) : [];
      found.set(id, { patient, noShowsAt, ...(personId ? { personId } : {}) });
    }
    return found;
  },
});
