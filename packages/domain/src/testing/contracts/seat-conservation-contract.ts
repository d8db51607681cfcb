import { beforeEach, describe, expect, it } from 'vitest';
import type { FreedSeat, SeatRequest } from '../../appointments/index.js';
import type { ClinicSession } from '../../schedules/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { type AppointmentId, idFrom, type PersonId } from '../../shared/ids.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, clinicNow, inClinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';

/** The same walk for the same seed, so that what fails once can be run again. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

type Kept = { readonly wish: SeatRequest; readonly seat: FreedSeat };

/** What a session must have: every seat is on sale, somebody's, or on its way back. */
type Books = { readonly session: ClinicSession; readonly kept: Kept[]; readonly returning: Date[] };

const STEPS = 60;

export const seatConservationContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`Seats are never lost and never made: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });

    const walkOver = (books: readonly Books[], seed: number) => {
      const random = randomFrom(seed);
      const people = Array.from({ length: 9 }, () => idFrom<PersonId>(freshId()));
      const anyOf = <T>(list: readonly T[]): T | undefined => list[random(list.length)];
      let now = clinicNow;
      const keep = (to: Books, wish: SeatRequest, ticket: number) =>
        to.kept.push({ wish, seat: { sessionId: to.session.id, ticket } });
      const remaining = ({ session, kept, returning }: Books) =>
        session.capacity - kept.length - returning.length;
      const giveUp = async (from: Books, { seat }: Kept): Promise<void> => {
        const at = minutesAfter(now, random(4) - 1);
        from.returning.push(at);
        await inClinic(opened(), ({ returns }) => returns.plan(seat, at));
      };

      const take = async (books: Books) => {
        const wishes = Array.from({ length: 1 + random(4) }, () =>
          clinic.aWish({
            personId: anyOf(people) ?? idFrom<PersonId>(freshId()),
            appointmentId: idFrom<AppointmentId>(freshId()),
            priority: random(2),
          }),
        );
        const answers = await clinic.take(books.session, wishes, now);
        for (const [index, wish] of wishes.entries()) {
          const answer = answers[index];
          if (answer?.kind === 'seat') keep(books, wish, answer.seat.ticket);
        }
        if (answers.some(({ kind }) => kind === 'full')) expect(remaining(books)).toBe(0);
      };
      const expire = async (from: Books) => {
        const kept = from.kept.splice(random(from.kept.length), 1)[0];
        const held = kept && (await clinic.find(kept.wish));
        if (!kept || held?.status !== 'HELD') return;
        const { heldUntil: _, ...rest } = held;
        await clinic.put({ ...rest, status: 'EXPIRED', endedAt: now });
        await giveUp(from, kept);
      };
      const move = async (from: Books) => {
        const to = anyOf(books);
        const kept = anyOf(from.kept);
        if (!to || !kept) return;
        const { appointmentId } = kept.wish;
        const wish = { appointmentId, to: to.session.id, now, departmentsPerDay: 3 };
        const answer = await inClinic(opened(), ({ seats }) => seats.move(wish));
        if (answer.kind !== 'seat') return;
        from.kept.splice(from.kept.indexOf(kept), 1);
        keep(to, kept.wish, answer.seat.ticket);
        await giveUp(from, kept);
      };
      const giveBack = async () => {
        now = minutesAfter(now, random(3));
        await inClinic(opened(), ({ returns }) => returns.giveBackDue(now, 1000));
        for (const { returning } of books)
          returning.splice(0, returning.length, ...returning.filter((at) => at > now));
      };
      const step = async () => {
        const at = anyOf(books);
        if (at) await ([take, take, expire, move, giveBack] as const)[random(5)]?.(at);
      };
      return { step, remaining };
    };

    it.each([1, 7, 42])('on a random walk of bookers, movers and leavers, seed %i', async (seed) => {
      const seats = { by: 'time', everyMinutes: 60, seatsEach: 1 } as const;
      const books: readonly Books[] = [
        { session: await clinic.addSession('RELEASED', 4, { seats }), kept: [], returning: [] },
        { session: await clinic.addOther(3), kept: [], returning: [] },
        { session: await clinic.addOther(5), kept: [], returning: [] },
      ];
      const { step, remaining } = walkOver(books, seed);
      for (let index = 0; index < STEPS; index += 1) {
        await step();
        const stored = await Promise.all(books.map(({ session }) => clinic.remaining(session)));
        expect(stored, `step ${index}`).toEqual(books.map(remaining));
      }
      for (const { kept, session } of books) {
        const found = await Promise.all(kept.map(({ wish }) => clinic.find(wish)));
        expect(found.map((one) => one?.sitting.sessionId)).toEqual(kept.map(() => session.id));
        expect(new Set(kept.map(({ seat }) => seat.ticket)).size).toBe(kept.length);
      }
    });
  });
};
