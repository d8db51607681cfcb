import type {
  MoveAnswer,
  SeatAnswer,
  SeatDesk,
  SeatRequest,
  SeatReturns,
} from '@banzhen/domain/appointments';
import type { ClinicSessionId } from '@banzhen/domain/shared/ids';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { keptMembershipJson } from '../membership/kept-membership-json.js';
import { at, instantOf, jsonRows } from '../sql-values.js';
import { sql } from '../statement.js';
import { type SeatAnswerRow, seatAnswerOf } from './seat-answer-row.js';

const wishOf = (request: SeatRequest, ordinal: number) => ({
  ordinal,
  appointment_id: request.appointmentId,
  patient_id: request.patientId,
  person_id: request.personId,
  booked_by: request.bookedBy,
  held_until: request.heldUntil,
  level: request.level ?? null,
  priority: request.priority,
  membership: keptMembershipJson(request.membership),
});

/**
 * Seats by `take_seats`, one statement for a batch (0021-overlaps-and-kept-memberships.sql). It works for many people at once,
 * so its transaction has the platform's power.
 */
export const postgresSeatDesk = (db: Database): SeatDesk => ({
  async take({ sessionId, requests, now, departmentsPerDay }) {
    if (requests.length === 0) return [];
    const answered = await rowsOf<SeatAnswerRow<SeatAnswer['kind']> & { readonly ordinal: number }>(
      db,
      sql`SELECT ordinal, answer, ticket, seat_no, busy_from, busy_until
        FROM take_seats(${sessionId}, ${jsonRows(requests.map(wishOf))}, ${at(now)}, ${departmentsPerDay})`,
    );
    const byOrdinal = new Map(answered.map((row) => [row.ordinal, seatAnswerOf(row)]));
    return requests.map((_, ordinal) => {
      const answer = byOrdinal.get(ordinal);
      if (!answer) throw new Error(`seat request ${ordinal} of ${sessionId} was not answered`);
      return answer;
    });
  },

  async move({ appointmentId, to, level, now, departmentsPerDay }) {
    const row = await rowOf<SeatAnswerRow<MoveAnswer['kind']>>(
      db,
      sql`SELECT answer, ticket, seat_no, busy_from, busy_until
        FROM move_seat(${appointmentId}, ${to}, ${level ?? null}::text, ${at(now)}, ${departmentsPerDay})`,
    );
    return seatAnswerOf(row);
  },

  async takeFreed({ sessionId, ticket }, request, { now, departmentsPerDay }) {
    const row = await rowOf<SeatAnswerRow<SeatAnswer['kind']>>(
      db,
      sql`SELECT answer, ticket, seat_no, busy_from, busy_until
        FROM take_freed_seat(${sessionId}, ${ticket}, ${jsonRows([wishOf(request, 0)])}, ${at(now)}, ${departmentsPerDay})`,
    );
    return seatAnswerOf(row);
  },
});

/** Seats on their way back; a row is counted once, by the statement that marks it. */
export const postgresSeatReturns = (db: Database): SeatReturns => ({
  async plan({ sessionId, ticket }, dueAt, waitlistSince) {
    const since = waitlistSince?.toISOString() ?? null;
    await run(
      db,
      sql`INSERT INTO seat_return (session_id, ticket, due_at, waitlist_since)
        SELECT ${sessionId}::uuid, ${ticket}::integer, ${at(dueAt)}, ${since}::timestamptz
        WHERE seat_is_given_up(${sessionId}, ${ticket})
        ON CONFLICT DO NOTHING`,
    );
  },

  async nextForWaitlist() {
    const [seat] = await rowsOf<{ session_id: ClinicSessionId; ticket: number; freed_at: string }>(
      db,
      sql`SELECT session_id, ticket, waitlist_since AS freed_at FROM seat_return
        WHERE returned_at IS NULL AND waitlist_since IS NOT NULL
        ORDER BY waitlist_since LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    return seat && { sessionId: seat.session_id, ticket: seat.ticket, freedAt: instantOf(seat.freed_at) };
  },

  async nextOf(sessionId) {
    const [seat] = await rowsOf<{ ticket: number }>(
      db,
      sql`SELECT ticket FROM seat_return WHERE session_id = ${sessionId} AND returned_at IS NULL
        ORDER BY due_at, ticket LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    return seat && { sessionId, ticket: seat.ticket };
  },

  async passOn({ sessionId, ticket }) {
    await run(
      db,
      sql`UPDATE seat_return SET waitlist_since = NULL WHERE session_id = ${sessionId} AND ticket = ${ticket}`,
    );
  },

  async giveBackDue(now, limit) {
    const { given } = await rowOf<{ given: number }>(
      db,
      sql`WITH due AS (
          SELECT session_id, ticket FROM seat_return WHERE returned_at IS NULL AND waitlist_since IS NULL AND due_at <= ${at(now)}
          ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
        ), marked AS (
          UPDATE seat_return SET returned_at = ${at(now)} FROM due
          WHERE seat_return.session_id = due.session_id AND seat_return.ticket = due.ticket
          RETURNING seat_return.session_id
        ), counted AS (
          SELECT session_id, count(*)::integer AS seats FROM marked GROUP BY session_id
        ), given AS (
          UPDATE clinic_session SET remaining = remaining + counted.seats FROM counted WHERE id = counted.session_id
        )
        SELECT count(*)::integer AS given FROM marked`,
    );
    return given;
  },
});
