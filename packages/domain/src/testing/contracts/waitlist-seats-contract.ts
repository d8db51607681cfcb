import { describe, expect, it } from 'vitest';
import type { FreedSeat } from '../../appointments/index.js';
import { idFrom, type PersonId } from '../../shared/ids.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { clinicNow, inClinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';
import { aWaitingClinic } from './waiting-world.js';

const limits = { now: clinicNow, departmentsPerDay: 3 };

export const waitlistSeatsContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`Freed seats for the waitlist contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    const aCase = () => aWaitingClinic(opened());
    const giveBack = () => inClinic(opened(), ({ returns }) => returns.giveBackDue(clinicNow, 1000));
    /** Other cases share the store, so theirs are passed on first. */
    const passOnAll = async () => {
      for (;;) {
        const next = await inClinic(opened(), async ({ returns }) => {
          const seat = await returns.nextForWaitlist();
          if (seat) await returns.passOn(seat);
          return seat;
        });
        if (!next) return;
      }
    };
    const next = () => inClinic(opened(), ({ returns }) => returns.nextForWaitlist());

    it('come back on sale only when the waitlist has passed them on', async () => {
      const clinic = await aCase();
      await passOnAll();
      const { session, seat } = await clinic.aFreedSeat(clinicNow);
      await giveBack();
      expect(await clinic.remaining(session)).toBe(0);
      expect(await next()).toEqual({ ...seat, freedAt: clinicNow });
      await inClinic(opened(), ({ returns }) => returns.passOn(seat));
      expect(await next()).toBeUndefined();
      await giveBack();
      expect(await clinic.remaining(session)).toBe(1);
    });

    it('are handed out the longest free first, and not at all where they go on sale', async () => {
      const clinic = await aCase();
      await passOnAll();
      await clinic.aFreedSeat();
      const later = await clinic.aFreedSeat(clinicNow);
      const first = await clinic.aFreedSeat(new Date(clinicNow.getTime() - 1));
      expect(await next()).toMatchObject(first.seat);
      await inClinic(opened(), ({ returns }) => returns.passOn(first.seat));
      expect(await next()).toMatchObject(later.seat);
      await inClinic(opened(), ({ returns }) => returns.passOn(later.seat));
    });

    it('are found by their session while they are on their way back, the first to be on sale first', async () => {
      const clinic = await aCase();
      const { session, seat } = await clinic.aFreedSeat(clinicNow);
      const nextOf = (sessionId = session.id) =>
        inClinic(opened(), ({ returns }) => returns.nextOf(sessionId));
      const other = await clinic.aFreedSeat(undefined, clinicNow);
      expect(await nextOf()).toEqual(seat);
      expect(await nextOf(other.session.id)).toEqual(other.seat);
      await inClinic(opened(), ({ returns }) => returns.passOn(seat));
      expect(await nextOf()).toEqual(seat);
      await inClinic(opened(), ({ seats }) => seats.takeFreed(seat, clinic.aWish(), limits));
      expect(await nextOf()).toBeUndefined();
    });

    it('are taken by one wish under a new ticket, once', async () => {
      const clinic = await aCase();
      const { session, seat } = await clinic.aFreedSeat(clinicNow);
      const take = (freed: FreedSeat, wish = clinic.aWish()) =>
        inClinic(opened(), ({ seats }) => seats.takeFreed(freed, wish, limits));
      const answers = await Promise.all([take(seat), take(seat), take(seat)]);
      expect(answers.filter(({ kind }) => kind === 'full')).toHaveLength(2);
      expect(answers).toContainEqual({ kind: 'seat', seat: { ticket: 2 } });
      expect(await clinic.remaining(session)).toBe(0);
      expect(await take(seat)).toEqual({ kind: 'full' });
      await giveBack();
      expect(await clinic.remaining(session)).toBe(0);
      expect(await take({ ...seat, ticket: 77 })).toEqual({ kind: 'full' });
    });

    it('stay as they are when the wish is refused', async () => {
      const clinic = await aCase();
      const { session, seat } = await clinic.aFreedSeat(clinicNow);
      const personId = idFrom<PersonId>(freshId());
      const during = { startsAt: new Date('2030-01-09T06:00:00Z'), endsAt: new Date('2030-01-09T08:00:00Z') };
      const { doctorId, departmentId, roomId } = session;
      const afternoon = await clinic.addSession('RELEASED', 1, { doctorId, departmentId, roomId, during });
      await clinic.take(afternoon, [clinic.aWish({ personId })]);
      const refused = await inClinic(opened(), ({ seats }) =>
        seats.takeFreed(seat, clinic.aWish({ personId }), limits),
      );
      expect(refused).toEqual({ kind: 'already-booked' });
      expect(await clinic.remaining(session)).toBe(0);
      const given = await inClinic(opened(), ({ seats }) => seats.takeFreed(seat, clinic.aWish(), limits));
      expect(given).toEqual({ kind: 'seat', seat: { ticket: 2 } });
    });
  });
};
