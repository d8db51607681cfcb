import { beforeEach, describe, expect, it } from 'vitest';
import {
  appointmentStatuses,
  commonOfAppointment,
  type SeatAnswer,
  takesTime,
} from '../../appointments/index.js';
import { HOUR_MS } from '../../shared/clock.js';
import { idFrom, type PersonId } from '../../shared/ids.js';
import { anAppointment } from '../builders/an-appointment.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';

const kinds = (answers: readonly SeatAnswer[]) => answers.map(({ kind }) => kind);

let days = 0;
/** A morning that nobody else of the case has anything on. */
const freshDay = () => {
  days += 1;
  const startsAt = new Date(Date.UTC(2030, 1, days));
  const during = { startsAt, endsAt: new Date(startsAt.getTime() + 4 * HOUR_MS) };
  return { visitOn: startsAt.toISOString().slice(0, 10), during };
};

export const seatOverlapContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`SeatDesk contract, one place at a time: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });

    it('gives nobody two seats whose times overlap, and says when the other one is', async () => {
      const personId = idFrom<PersonId>(freshId());
      const ask = async (session: Awaited<ReturnType<Clinic['addOther']>>, patch = {}) =>
        (await clinic.take(session, [clinic.aWish({ personId, ...patch })]))[0];
      const morning = await clinic.addSession('RELEASED', 2);
      expect((await ask(morning))?.kind).toBe('seat');
      const { startsAt, endsAt } = morning.during;
      const beside = await clinic.addBeside(2, {
        during: { startsAt: new Date(endsAt.getTime() - 1), endsAt: new Date('2030-01-09T06:00:00Z') },
      });
      expect(await ask(beside)).toEqual({ kind: 'overlaps', during: { startsAt, endsAt } });
      const later = { startsAt: endsAt, endsAt: new Date('2030-01-09T06:00:00Z') };
      expect((await ask(await clinic.addBeside(2, { during: later })))?.kind).toBe('seat');
      expect(await clinic.remaining(beside)).toBe(2);
      const elsewhere = await aClinic(opened());
      expect(await ask(await elsewhere.addSession('RELEASED', 2))).toMatchObject({ kind: 'overlaps' });
      expect(kinds(await clinic.take(beside, clinic.wishes(1)))).toEqual(['seat']);
    });

    it('lets go of the time of whoever was seen, did not come, or gave the seat up', async () => {
      for (const status of appointmentStatuses) {
        const wish = clinic.aWish();
        const day = freshDay();
        const first = await clinic.addBeside(1, day);
        await clinic.take(first, [wish]);
        const held = await clinic.find(wish);
        if (!held) throw new Error('the seat is held');
        await clinic.put({ ...anAppointment(status), ...commonOfAppointment(held) } as typeof held);
        const other = await clinic.addBeside(1, day);
        const [answer] = await clinic.take(other, [clinic.aWish({ personId: wish.personId })]);
        expect([status, answer?.kind]).toEqual([status, takesTime({ status }) ? 'overlaps' : 'seat']);
      }
    });

    it('finds each person a timed seat that goes with their day, in the order of the batch', async () => {
      const seats = { by: 'time', everyMinutes: 60, seatsEach: 1 } as const;
      const [early, always] = [idFrom<PersonId>(freshId()), idFrom<PersonId>(freshId())];
      const hour = (from: number, hours = 1) => ({
        startsAt: new Date(Date.UTC(2030, 0, 9, from)),
        endsAt: new Date(Date.UTC(2030, 0, 9, from + hours)),
      });
      const wish = (personId: PersonId, priority = 0) => clinic.aWish({ personId, priority });
      await clinic.take(await clinic.addBeside(1, { during: hour(0) }), [wish(early)]);
      const whole = await clinic.addBeside(1, { during: hour(0, 4) });
      await clinic.take(whole, [wish(always)]);
      const timed = await clinic.addSession('RELEASED', 4, { seats });
      const answers = await clinic.take(timed, [
        wish(early, 9),
        wish(always, 9),
        clinic.aWish(),
        wish(early),
        wish(always),
        clinic.aWish(),
      ]);
      const { during } = whole;
      expect(answers).toEqual([
        { kind: 'seat', seat: { ticket: 1, seatNo: 2 } },
        { kind: 'overlaps', during },
        { kind: 'seat', seat: { ticket: 2, seatNo: 1 } },
        { kind: 'already-booked' },
        { kind: 'overlaps', during },
        { kind: 'seat', seat: { ticket: 3, seatNo: 3 } },
      ]);
      const last = { during: hour(3), seats: { by: 'time', everyMinutes: 30, seatsEach: 1 } } as const;
      const half = await clinic.addBeside(2, last);
      const [, , third] = await clinic.take(half, [clinic.aWish(), clinic.aWish(), clinic.aWish()]);
      expect(third).toEqual({ kind: 'full' });
      // One who has the first half hour of something else is there for the second, and not for the fourth hour.
      const busy = idFrom<PersonId>(freshId());
      await clinic.take(await clinic.addBeside(2, last), [wish(busy)]);
      expect(await clinic.take(timed, [wish(busy)])).toEqual([
        {
          kind: 'overlaps',
          during: { startsAt: hour(3).startsAt, endsAt: new Date('2030-01-09T03:30:00Z') },
        },
      ]);
      expect(await clinic.take(timed, [clinic.aWish(), clinic.aWish()])).toEqual([
        { kind: 'seat', seat: { ticket: 4, seatNo: 4 } },
        { kind: 'full' },
      ]);
    });
  });
};
