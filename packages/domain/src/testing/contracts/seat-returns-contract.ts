import { describe, expect, it } from 'vitest';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, clinicNow, inClinic, openedClinic } from './clinic-world.js';

export const seatReturnsContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`SeatReturns contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    const due = new Date('2030-01-08T03:00:00Z');

    const aFreedSeat = async () => {
      const clinic = await aClinic(opened());
      const session = await clinic.addSession('RELEASED', 1);
      const wish = clinic.aWish();
      const [answer] = await clinic.take(session, [wish]);
      if (answer?.kind !== 'seat') throw new Error('there was a seat');
      const seat = { sessionId: session.id, ticket: answer.seat.ticket };
      const giveUp = async () => {
        const held = await clinic.find(wish);
        if (held?.status !== 'HELD') throw new Error('the seat is held');
        const { heldUntil: _, ...rest } = held;
        await clinic.put({ ...rest, status: 'EXPIRED', endedAt: clinicNow });
      };
      const plan = (at: Date) => inClinic(opened(), ({ returns }) => returns.plan(seat, at));
      return { clinic, session, plan, giveUp };
    };
    /** Other cases share the store, so everything that is due is given back. */
    const giveBack = (now: Date) => inClinic(opened(), ({ returns }) => returns.giveBackDue(now, 1000));

    it('puts a seat on sale when it is due, once, under a new ticket', async () => {
      const { clinic, session, plan, giveUp } = await aFreedSeat();
      await giveUp();
      await plan(due);
      await plan(new Date('2030-01-08T02:30:00Z'));
      await giveBack(new Date(due.getTime() - 1));
      expect(await clinic.remaining(session)).toBe(0);
      await Promise.all([giveBack(due), giveBack(due), giveBack(due)]);
      expect(await clinic.remaining(session)).toBe(1);
      await plan(due);
      await giveBack(due);
      expect(await clinic.remaining(session)).toBe(1);
      expect(await clinic.take(session, clinic.wishes(1))).toEqual([{ kind: 'seat', seat: { ticket: 2 } }]);
    });

    it('plans nothing for a seat that somebody has', async () => {
      const { clinic, session, plan } = await aFreedSeat();
      await plan(due);
      await giveBack(due);
      expect(await clinic.remaining(session)).toBe(0);
    });

    it('gives back so many at a time', async () => {
      const { plan, giveUp } = await aFreedSeat();
      await giveBack(new Date('2031-01-01T00:00:00Z'));
      await giveUp();
      await plan(due);
      expect(await inClinic(opened(), ({ returns }) => returns.giveBackDue(due, 0))).toBe(0);
      expect(await inClinic(opened(), ({ returns }) => returns.giveBackDue(due, 5))).toBe(1);
    });
  });
};
