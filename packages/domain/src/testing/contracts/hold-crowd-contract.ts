import { beforeEach, describe, expect, it } from 'vitest';
import type { HoldAnswer } from '../../clinics/index.js';
import { type AppointmentId, idFrom, type PersonId } from '../../shared/ids.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, clinicNow, inClinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';
import { deskOf, kinds } from './hold-desk-world.js';

/** What the desk promises a batch that was looked at before, which may be written before it is counted. */
export const holdCrowdContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`HoldDesk contract of crowds: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    let desk: ReturnType<typeof deskOf>;
    beforeEach(async () => {
      clinic = await aClinic(opened());
      desk = deskOf(opened(), clinic);
    });
    const CROWD = 12;
    const wishes = (count = CROWD) => Array.from({ length: count }, () => desk.keyed());
    const ticketsOf = (answers: readonly HoldAnswer[]) =>
      answers.flatMap((answer) => (answer.kind === 'seat' ? [answer.seat.ticket] : []));

    it('has seats of its own after a look, each with a line of history, in the order of priority', async () => {
      const session = await clinic.addSession('RELEASED', 30);
      const kept = await desk.lookForCrowd(session, CROWD);
      const crowd = wishes().map((wish, index) =>
        wish.accepted ? { ...wish, accepted: { ...wish.accepted, priority: index % 3 } } : wish,
      );
      const answers = await desk.hold(session, crowd, kept);
      const priorities = crowd.map((wish, index) => [
        wish.accepted?.priority ?? 0,
        ticketsOf(answers)[index] ?? 0,
      ]);
      const inOrder = [...priorities].sort(
        ([one = 0, ticket = 0], [two = 0, later = 0]) => two - one || ticket - later,
      );
      expect(inOrder.map(([, ticket]) => ticket)).toEqual(ticketsOf(answers).sort((one, two) => one - two));
      expect(await clinic.remaining(session)).toBe(30 - CROWD);
      for (const wish of crowd) {
        expect(await desk.find(wish)).toMatchObject({ status: 'HELD', id: wish.appointmentId });
        expect((await desk.historyOf(wish)).map(({ row }) => row)).toEqual(['H1']);
      }
    });

    it('never has a ticket that others got between its look and its step', async () => {
      const session = await clinic.addSession('RELEASED', 60);
      const [first, second] = [
        await desk.lookForCrowd(session, CROWD),
        await desk.lookForCrowd(session, CROWD),
      ];
      const between = await clinic.take(session, clinic.wishes(3));
      const answers = [
        ...(await desk.hold(session, wishes(), second)),
        ...between,
        ...(await desk.hold(session, wishes(), first)),
        ...(await desk.hold(session, wishes(2))),
      ];
      const tickets = answers.flatMap((answer) => (answer.kind === 'seat' ? [answer.seat.ticket] : []));
      expect(new Set(tickets).size).toBe(2 * CROWD + 5);
      expect(await clinic.remaining(session)).toBe(60 - 2 * CROWD - 5);
    });

    it('is told that it is full, the lowest priorities first, when others were faster after its look', async () => {
      const session = await clinic.addSession('RELEASED', CROWD);
      const kept = await desk.lookForCrowd(session, CROWD);
      await clinic.take(session, clinic.wishes(4));
      const crowd = wishes().map((wish, index) =>
        wish.accepted && index > 3 ? { ...wish, accepted: { ...wish.accepted, priority: 1 } } : wish,
      );
      const answers = kinds(await desk.hold(session, crowd, kept));
      expect(answers).toEqual(crowd.map((_, index) => (index > 3 ? 'seat' : 'full')));
      expect(await clinic.remaining(session)).toBe(0);
      const again = await clinic.addOther(CROWD);
      expect(kinds(await desk.hold(again, crowd.slice(0, 4)))).toEqual(Array(4).fill('seat'));
    });

    it('gets nothing of a session that was stopped after its look, and keeps its keys', async () => {
      const session = await clinic.addSession('RELEASED', 30);
      const kept = await desk.lookForCrowd(session, CROWD);
      if (session.status !== 'RELEASED') throw new Error('the session is on sale');
      const stopped = {
        ...session,
        status: 'SUSPENDED',
        suspendedAt: clinicNow,
        version: session.version + 1,
      } as const;
      const saved = await inClinic(opened(), ({ sessions }) => sessions.update(stopped, session.version));
      expect(saved.ok).toBe(true);
      const crowd = wishes();
      expect(kinds(await desk.hold(stopped, crowd, kept))).toEqual(Array(CROWD).fill('not-open'));
      for (const wish of crowd) expect(await desk.find(wish)).toBeUndefined();
      expect(await clinic.remaining(session)).toBe(30);
      const other = await clinic.addOther(30);
      const later = crowd.map((wish) => ({ ...wish, appointmentId: idFrom<AppointmentId>(freshId()) }));
      expect(kinds(await desk.hold(other, later))).toEqual(Array(CROWD).fill('seat'));
    });

    it('has one seat for a person in it, and none for who has one of the doctor already', async () => {
      const session = await clinic.addSession('RELEASED', 60);
      const [seated, twice] = [idFrom<PersonId>(freshId()), idFrom<PersonId>(freshId())];
      await clinic.take(session, [clinic.aWish({ personId: seated })]);
      const kept = await desk.lookForCrowd(session, CROWD);
      const people = new Map([...[2, 5].map((index) => [index, twice] as const), [7, seated] as const]);
      const crowd = wishes().map((wish, index) => {
        const personId = people.get(index);
        return wish.accepted && personId ? { ...wish, accepted: { ...wish.accepted, personId } } : wish;
      });
      const answers = kinds(await desk.hold(session, crowd, kept));
      expect(answers.flatMap((kind, index) => (kind === 'already-booked' ? [index] : []))).toEqual([5, 7]);
      expect(answers.filter((kind) => kind === 'seat')).toHaveLength(CROWD - 2);
      expect(await clinic.remaining(session)).toBe(60 - 1 - (CROWD - 2));
    });
  });
};
