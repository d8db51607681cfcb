import type { Appointment, ClinicErrand, ClinicErrands } from '../appointments/index.js';
import type { ClinicSystem, Waiting } from '../clinic-systems/index.js';
import { DAY_MS } from '../shared/clock.js';
import type { ClinicTables, ErrandRow } from './in-memory-clinic-tables.js';
import type { InMemoryDatabase } from './in-memory-database.js';

const isAt = ({ tenantId, hospitalId }: ClinicSystem, { sitting }: Appointment): boolean =>
  sitting.tenantId === tenantId && sitting.hospitalId === hospitalId;

const sinceOf = (appointment: Appointment, now: Date): Date =>
  'submittedAt' in appointment ? appointment.submittedAt : now;

/** What is to be there and of which no errand tells yet; what was booked before there was a system is not. */
const begin = ({ appointments, errands }: ClinicTables, system: ClinicSystem, now: Date): void => {
  const oldest = new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10);
  const wanted = appointments.where(
    (one) =>
      isAt(system, one) &&
      one.sitting.visitOn >= oldest &&
      !errands.has(one.id) &&
      (one.status === 'PENDING_CONFIRM' || (one.status === 'BOOKED' && one.createdAt >= system.createdAt)),
  );
  for (const one of wanted) {
    const openSince = sinceOf(one, now);
    const fresh = { known: 'unclear', attempts: 0, judgedVersion: 0, isOver: false } as const;
    errands.insert(one.id, {
      appointmentId: one.id,
      systemId: system.id,
      ...fresh,
      openSince,
      dueAt: openSince,
    });
  }
};

const isOut = ({ leaseUntil }: ErrandRow, now: Date): boolean => leaseUntil !== undefined && leaseUntil > now;

const isDue = ({ appointments }: ClinicTables, row: ErrandRow, now: Date): boolean =>
  (row.dueAt !== undefined && row.dueAt <= now) ||
  row.judgedVersion !== appointments.get(row.appointmentId)?.version;

const dueFirst = (left: ErrandRow, right: ErrandRow): number =>
  (left.dueAt?.getTime() ?? 0) - (right.dueAt?.getTime() ?? 0) ||
  (left.appointmentId < right.appointmentId ? -1 : 1);

/** ClinicErrands in memory. */
export const inMemoryClinicErrands = (database: InMemoryDatabase): ClinicErrands => ({
  claim: ({ now, until, limit, perSystem }) =>
    database.write(({ clinic }) => {
      const claimed: ClinicErrand[] = [];
      for (const system of clinic.systems.where(({ state }) => state === 'active')) {
        begin(clinic, system, now);
        const open = clinic.errands.where((row) => row.systemId === system.id && !row.isOver);
        const free = perSystem - open.filter((row) => isOut(row, now)).length;
        const due = open.filter((row) => !isOut(row, now) && isDue(clinic, row, now)).toSorted(dueFirst);
        for (const row of due.slice(0, Math.max(0, Math.min(free, limit - claimed.length)))) {
          const { appointmentId, known, attempts } = { ...row, attempts: row.attempts + 1 };
          clinic.errands.put(appointmentId, { ...row, attempts, leaseUntil: until });
          claimed.push({ appointmentId, known, attempts });
        }
      }
      return claimed;
    }),

  settle: ({ appointmentId, attempts }, outcome) =>
    database.write(({ clinic: { errands } }) => {
      const row = errands.get(appointmentId);
      if (row?.attempts !== attempts) return false;
      const { systemId, openSince } = row;
      errands.put(appointmentId, { appointmentId, attempts, systemId, openSince, ...outcome });
      return true;
    }),
});

/** What a system is still to be asked or told, as `ClinicSystemStore` promises it. */
export const waitingAt = ({ appointments, errands }: ClinicTables, system: ClinicSystem): Waiting => {
  const faulty = errands.where((row) => row.systemId === system.id && !row.isOver && row.fault !== undefined);
  const asked = new Set<string>(faulty.map(({ appointmentId }) => appointmentId));
  const left = appointments.where(
    (one) =>
      system.state === 'paused' &&
      isAt(system, one) &&
      one.status === 'PENDING_CONFIRM' &&
      !asked.has(one.id),
  );
  const instants = [
    ...faulty.map(({ openSince }) => openSince),
    ...left.flatMap((one) => ('submittedAt' in one ? [one.submittedAt] : [])),
  ];
  const [since] = instants.toSorted((one, other) => one.getTime() - other.getTime());
  return { unclear: instants.length, ...(since ? { since } : {}) };
};
