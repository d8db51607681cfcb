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
} from '../appointments/index.js';
import { sittingOf } from '../clinics/index.js';
import { type ClinicSession, checkOpen } from '../schedules/index.js';
import type { AppointmentId, PersonId } from '../shared/ids.js';
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

const freeSeatNo = ({ clinic }: Tables, session: ClinicSession): number => {
  const taken = new Set(
    clinic.appointments
      .where((one) => one.sitting.sessionId === session.id && keepsSeat(one))
      .map(({ seat }) => seat.seatNo),
  );
  let seatNo = 1;
  while (taken.has(seatNo)) seatNo += 1;
  return seatNo;
};

const refusalOf = (
  tables: Tables,
  session: ClinicSession,
  { personId, level }: Pick<SeatRequest, 'personId' | 'level'>,
  { now, departmentsPerDay }: Pick<SeatBatch, 'now' | 'departmentsPerDay'>,
  moved?: AppointmentId,
): Exclude<SeatAnswer['kind'], 'seat'> | undefined => {
  if (!checkOpen(session, now, level).ok) return 'not-open';
  const day = seatedOnDay(tables, personId, session.visitOn).filter(({ id }) => id !== moved);
  if (day.some(({ sitting }) => sitting.doctorId === session.doctorId)) return 'already-booked';
  const departments = new Set([...day.map(({ sitting }) => sitting.departmentId), session.departmentId]);
  if (departments.size > departmentsPerDay) return 'too-many-departments';
  return session.remaining === 0 ? 'full' : undefined;
};

/** Takes one seat off sale. */
const nextSeat = (tables: Tables, { session, lastTicket }: SessionRow): Seat => {
  const ticket = lastTicket + 1;
  const left = { ...session, remaining: session.remaining - 1 };
  tables.clinic.sessions.put(session.id, { session: left, lastTicket: ticket });
  return session.seats.by === 'time' ? { ticket, seatNo: freeSeatNo(tables, session) } : { ticket };
};

const give = (tables: Tables, row: SessionRow, request: SeatRequest, now: Date): Seat => {
  const seat = nextSeat(tables, row);
  const { appointmentId: id, patientId, personId, bookedBy, heldUntil } = request;
  const wanted = { id, sitting: sittingOf(row.session), patientId, personId, bookedBy };
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
      const refusal = row ? refusalOf(tables, row.session, request, batch) : 'not-open';
      if (refusal || !row) answers.set(index, { kind: refusal ?? 'not-open' });
      else answers.set(index, { kind: 'seat', seat: give(tables, row, request, batch.now) });
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
    const refusal = refusalOf(tables, row.session, wish, limits, appointmentId);
    if (refusal === 'not-open') return { kind: refusal };
    if (sitting.sessionId === to) return { kind: 'already-booked' };
    if (refusal) return { kind: refusal };
    const seat = nextSeat(tables, row);
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
    const refusal = refusalOf(tables, opened.session, request, { now, departmentsPerDay });
    if (refusal) return { kind: refusal };
    tables.clinic.seatReturns.put(key, { ...freed, returnedAt: now });
    return { kind: 'seat', seat: give(tables, opened, request, now) };
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
