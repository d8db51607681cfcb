import {
  type Appointment,
  holdAppointment,
  keepsSeat,
  type Seat,
  type SeatAnswer,
  type SeatBatch,
  type SeatDesk,
  type SeatRequest,
  type SeatReturns,
  takesTime,
} from '../appointments/index.js';
import { sittingOf } from '../clinics/index.js';
import { type ClinicSession, checkOpen, seatRangeOf } from '../schedules/index.js';
import type { AppointmentId, PersonId } from '../shared/ids.js';
import { policyAt } from '../shared/publishing.js';
import { overlaps, type TimeRange } from '../shared/time-range.js';
import { policiesOf } from './in-memory-clinic-policies.js';
import type { SessionRow } from './in-memory-clinic-tables.js';
import type { Tables } from './in-memory-tables.js';

/** The appointments of a person on a day that keep their seat. */
export const seatedOnDay = (
  { clinic }: Tables,
  personId: PersonId,
  visitOn: string,
): readonly Appointment[] =>
  clinic.appointments.where(
    (one) => one.personId === personId && one.sitting.visitOn === visitOn && keepsSeat(one),
  );

/** When the person is with others at a time of the session, the earliest first. */
const busyDuring = (
  { clinic }: Tables,
  personId: PersonId,
  { during }: ClinicSession,
  moved?: AppointmentId,
): readonly TimeRange[] =>
  clinic.appointments
    .where((one) => one.personId === personId && takesTime(one) && one.id !== moved)
    .map(({ sitting, seat }) => {
      const row = clinic.sessions.get(sitting.sessionId);
      return row ? seatRangeOf(row.session.seats, sitting.during, seat.seatNo) : sitting.during;
    })
    .filter((range) => overlaps(range, during))
    .toSorted((left, right) => left.startsAt.getTime() - right.startsAt.getTime());

/** The first free timed seat at which nothing of `busy` is. */
const freeSeatNo = (
  { clinic }: Tables,
  { id, seats, during, capacity }: ClinicSession,
  busy: readonly TimeRange[],
): number | undefined => {
  const taken = new Set(
    clinic.appointments
      .where((one) => one.sitting.sessionId === id && keepsSeat(one))
      .map(({ seat }) => seat.seatNo),
  );
  for (let seatNo = 1; seatNo <= capacity; seatNo += 1) {
    const range = seatRangeOf(seats, during, seatNo);
    if (!taken.has(seatNo) && !busy.some((one) => overlaps(one, range))) return seatNo;
  }
  return undefined;
};

type Found = { readonly seatNo?: number };

const judged = (
  tables: Tables,
  session: ClinicSession,
  { personId, level }: Pick<SeatRequest, 'personId' | 'level'>,
  { now, departmentsPerDay }: Pick<SeatBatch, 'now' | 'departmentsPerDay'>,
  moved?: AppointmentId,
): Found | Exclude<SeatAnswer, { readonly kind: 'seat' }> => {
  if (!checkOpen(session, now, level).ok) return { kind: 'not-open' };
  const day = seatedOnDay(tables, personId, session.visitOn).filter(({ id }) => id !== moved);
  if (day.some(({ sitting }) => sitting.doctorId === session.doctorId)) return { kind: 'already-booked' };
  const departments = new Set([...day.map(({ sitting }) => sitting.departmentId), session.departmentId]);
  if (departments.size > departmentsPerDay) return { kind: 'too-many-departments' };
  const busy = busyDuring(tables, personId, session, moved);
  const [during] = busy;
  const isTimed = session.seats.by === 'time';
  if (!isTimed && during) return { kind: 'overlaps', during };
  if (session.remaining === 0) return { kind: 'full' };
  const seatNo = isTimed ? freeSeatNo(tables, session, busy) : undefined;
  if (isTimed && seatNo === undefined && during) return { kind: 'overlaps', during };
  return seatNo === undefined ? {} : { seatNo };
};

/** Takes one seat off sale. */
const nextSeat = (tables: Tables, { session, lastTicket }: SessionRow, found: Found): Seat => {
  const ticket = lastTicket + 1;
  const left = { ...session, remaining: session.remaining - 1 };
  tables.clinic.sessions.put(session.id, { session: left, lastTicket: ticket });
  return { ticket, ...found };
};

const give = (tables: Tables, row: SessionRow, found: Found, request: SeatRequest, now: Date): Seat => {
  const seat = nextSeat(tables, row, found);
  const { appointmentId: id, patientId, personId, bookedBy, heldUntil, membership } = request;
  const who = { patientId, personId, bookedBy, ...(membership ? { membership } : {}) };
  const { version: policyVersion } = policyAt(policiesOf(tables, row.session.tenantId), now);
  const wanted = { id, sitting: sittingOf(row.session), ...who, policyVersion };
  const held = holdAppointment(wanted, seat, heldUntil, { now, by: { as: 'U' } });
  if (!held.ok) throw new Error('a family may hold a seat');
  tables.clinic.appointments.insert(id, held.value.appointment);
  return seat;
};

export const inMemorySeatDesk = (tables: Tables): SeatDesk => ({
  async take(batch) {
    const inOrder = [...batch.requests.entries()].toSorted(
      ([left, one], [right, other]) => other.priority - one.priority || left - right,
    );
    const answers = new Map<number, SeatAnswer>();
    for (const [index, request] of inOrder) {
      const row = tables.clinic.sessions.get(batch.sessionId);
      const found = row && judged(tables, row.session, request, batch);
      if (!row || !found) answers.set(index, { kind: 'not-open' });
      else if ('kind' in found) answers.set(index, found);
      else answers.set(index, { kind: 'seat', seat: give(tables, row, found, request, batch.now) });
    }
    return batch.requests.map((_, index) => answers.get(index) ?? { kind: 'not-open' });
  },

  async move({ appointmentId, to, level, ...limits }) {
    const appointment = tables.clinic.appointments.get(appointmentId);
    const row = tables.clinic.sessions.get(to);
    if (!appointment || !keepsSeat(appointment)) return { kind: 'no-seat' };
    if (!row) return { kind: 'not-open' };
    const { personId, sitting } = appointment;
    const wish = { personId, ...(level === undefined ? {} : { level }) };
    const found = judged(tables, row.session, wish, limits, appointmentId);
    if ('kind' in found && found.kind === 'not-open') return found;
    if (sitting.sessionId === to) return { kind: 'already-booked' };
    if ('kind' in found) return found;
    const seat = nextSeat(tables, row, found);
    const moved = { ...appointment, sitting: sittingOf(row.session), seat };
    tables.clinic.appointments.put(appointmentId, moved);
    return { kind: 'seat', seat };
  },

  async takeFreed({ sessionId, ticket }, request, { now, departmentsPerDay }) {
    const key = `${sessionId}/${ticket}`;
    const freed = tables.clinic.seatReturns.get(key);
    const row = tables.clinic.sessions.get(sessionId);
    if (!row || !freed || freed.returnedAt !== undefined) return { kind: 'full' };
    const opened = { ...row, session: { ...row.session, remaining: row.session.remaining + 1 } };
    const found = judged(tables, opened.session, request, { now, departmentsPerDay });
    if ('kind' in found) return found;
    tables.clinic.seatReturns.put(key, { ...freed, returnedAt: now });
    return { kind: 'seat', seat: give(tables, opened, found, request, now) };
  },
});

export const inMemorySeatReturns = ({ clinic }: Tables): SeatReturns => ({
  async plan({ sessionId, ticket }, dueAt, waitlistSince) {
    const key = `${sessionId}/${ticket}`;
    const isKept = clinic.appointments
      .where((one) => one.sitting.sessionId === sessionId && one.seat.ticket === ticket)
      .some(keepsSeat);
    if (isKept || clinic.seatReturns.has(key)) return;
    const first = waitlistSince === undefined ? {} : { waitlistSince };
    clinic.seatReturns.insert(key, { sessionId, ticket, dueAt, ...first });
  },

  async nextForWaitlist() {
    const [next] = clinic.seatReturns
      .where(({ waitlistSince, returnedAt }) => returnedAt === undefined && waitlistSince !== undefined)
      .flatMap(({ sessionId, ticket, waitlistSince: freedAt }) =>
        freedAt ? [{ sessionId, ticket, freedAt }] : [],
      )
      .toSorted((left, right) => left.freedAt.getTime() - right.freedAt.getTime());
    return next;
  },

  async nextOf(wanted) {
    const [next] = clinic.seatReturns
      .where(({ sessionId, returnedAt }) => sessionId === wanted && returnedAt === undefined)
      .toSorted((left, right) => left.dueAt.getTime() - right.dueAt.getTime());
    return next && { sessionId: next.sessionId, ticket: next.ticket };
  },

  async passOn({ sessionId, ticket }) {
    const key = `${sessionId}/${ticket}`;
    const row = clinic.seatReturns.get(key);
    if (!row) return;
    const { waitlistSince: _, ...onSale } = row;
    clinic.seatReturns.put(key, onSale);
  },

  async giveBackDue(now, limit) {
    const due = clinic.seatReturns
      .where(
        ({ dueAt, returnedAt, waitlistSince }) =>
          returnedAt === undefined && waitlistSince === undefined && dueAt <= now,
      )
      .toSorted((left, right) => left.dueAt.getTime() - right.dueAt.getTime())
      .slice(0, limit);
    for (const seat of due) {
      clinic.seatReturns.put(`${seat.sessionId}/${seat.ticket}`, { ...seat, returnedAt: now });
      const row = clinic.sessions.get(seat.sessionId);
      if (!row) throw new Error(`clinic sessions: there is no ${seat.sessionId}`);
      const session = { ...row.session, remaining: row.session.remaining + 1 };
      if (session.remaining > session.capacity)
        throw new Error(`clinic sessions: ${seat.sessionId} has more seats than its capacity`);
      clinic.sessions.put(seat.sessionId, { ...row, session });
    }
    return due.length;
  },
});
