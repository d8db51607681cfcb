import { instantOf, optional, present } from '../sql-values.js';

/** What the functions that give seats answer (0021-overlaps-and-kept-memberships.sql). */
export type SeatAnswerRow<Kind extends string> = {
  readonly answer: Kind;
  readonly ticket: number | null;
  readonly seat_no: number | null;
  readonly busy_from: string | null;
  readonly busy_until: string | null;
};

/** As the ports say it. */
export const seatAnswerOf = <Kind extends string>({
  answer,
  ticket,
  seat_no,
  busy_from,
  busy_until,
}: SeatAnswerRow<Kind>) => {
  if (answer === 'seat') {
    const seat = { ticket: present(ticket, 'ticket'), ...optional('seatNo', seat_no) };
    return { kind: 'seat', seat } as const;
  }
  if (answer === 'overlaps') {
    const startsAt = instantOf(present(busy_from, 'busy_from'));
    return {
      kind: 'overlaps',
      during: { startsAt, endsAt: instantOf(present(busy_until, 'busy_until')) },
    } as const;
  }
  return { kind: answer as Exclude<Kind, 'seat' | 'overlaps'> };
};
