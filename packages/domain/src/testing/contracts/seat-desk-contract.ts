import { beforeEach, describe, expect, it } from 'vitest';
import { appointmentStatuses, keepsSeat, type SeatAnswer } from '../../appointments/index.js';
import { sessionStatuses } from '../../schedules/index.js';
import { type ClinicSessionId, idFrom, type PersonId } from '../../shared/ids.js';
import { aKeptMembership } from '../builders/a-member.js';
import { anAppointment } from '../builders/an-appointment.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, clinicNow, inClinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';

const kinds = (answers: readonly SeatAnswer[]) => answers.map(({ kind }) => kind);
const seatsIn = (answers: readonly SeatAnswer[]) =>
  answers.flatMap((answer) => (answer.kind === 'seat' ? [answer.seat] : []));
const ascending = (numbers: readonly number[]) => numbers.toSorted((left, right) => left - right);

export const seatDeskContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`SeatDesk contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });

    it('gives as many seats as there are, in the order of the batch, and tells the others that it is full', async () => {
      const session = await clinic.addSession('RELEASED', 3);
      const answers = await clinic.take(session, clinic.wishes(5));
      expect(kinds(answers)).toEqual(['seat', 'seat', 'seat', 'full', 'full']);
      expect(seatsIn(answers)).toEqual([{ ticket: 1 }, { ticket: 2 }, { ticket: 3 }]);
      expect(await clinic.remaining(session)).toBe(0);
      expect(kinds(await clinic.take(session, clinic.wishes(1)))).toEqual(['full']);
    });

    it('stores the appointment that the answer promises', async () => {
      const session = await clinic.addSession('RELEASED', 3);
      const wish = clinic.aWish();
      await clinic.take(session, [wish]);
      const { id: sessionId, tenantId, hospitalId, departmentId, doctorId, zone, visitOn, during } = session;
      expect(await clinic.find(wish)).toEqual({
        ...{
          id: wish.appointmentId,
          patientId: wish.patientId,
          personId: wish.personId,
          bookedBy: wish.bookedBy,
        },
        sitting: { sessionId, tenantId, hospitalId, departmentId, doctorId, zone, visitOn, during },
        ...{ seat: { ticket: 1 }, sequence: 0, familyReschedules: 0, createdAt: clinicNow },
        ...{ policyVersion: 1, version: 1 },
        ...{ status: 'HELD', heldUntil: wish.heldUntil },
      });
    });

    it('keeps the membership of whoever booked, through every move', async () => {
      const membership = aKeptMembership();
      const wish = clinic.aWish({ membership });
      await clinic.take(await clinic.addSession('RELEASED', 1), [wish]);
      expect((await clinic.find(wish))?.membership).toEqual(membership);
      const other = await clinic.addOther(1);
      await inClinic(opened(), ({ seats }) =>
        seats.move({
          appointmentId: wish.appointmentId,
          to: other.id,
          now: clinicNow,
          departmentsPerDay: 3,
        }),
      );
      const moved = await clinic.find(wish);
      expect([moved?.sitting.sessionId, moved?.membership]).toEqual([other.id, membership]);
    });

    it('lets the higher priority of one batch come first', async () => {
      const session = await clinic.addSession('RELEASED', 2);
      const wishes = [0, 0, 5, 9].map((priority) => clinic.aWish({ priority }));
      const answers = await clinic.take(session, wishes);
      expect(kinds(answers)).toEqual(['full', 'full', 'seat', 'seat']);
      expect(answers[3]).toEqual({ kind: 'seat', seat: { ticket: 1 } });
    });

    it('gives a person who asks several times one seat, tells them, and the rest to others', async () => {
      const session = await clinic.addSession('RELEASED', 2);
      const personId = idFrom<PersonId>(freshId());
      const twice = [clinic.aWish({ personId }), clinic.aWish({ personId }), clinic.aWish()];
      expect(kinds(await clinic.take(session, twice))).toEqual(['seat', 'already-booked', 'seat']);
      expect(kinds(await clinic.take(session, [clinic.aWish({ personId })]))).toEqual(['already-booked']);
      expect(await clinic.remaining(session)).toBe(0);
    });

    it('tells a wish that is sent again that it has its seat', async () => {
      const session = await clinic.addSession('RELEASED', 2);
      const wish = clinic.aWish();
      expect(kinds(await clinic.take(session, [wish, wish]))).toEqual(['seat', 'already-booked']);
      expect(kinds(await clinic.take(session, [wish]))).toEqual(['already-booked']);
      expect(await clinic.remaining(session)).toBe(1);
    });

    it('gives nobody two seats with a doctor on a day', async () => {
      const morning = await clinic.addSession('RELEASED', 2);
      const afternoon = await clinic.addSession('RELEASED', 2, {
        during: { startsAt: new Date('2030-01-09T05:00:00Z'), endsAt: new Date('2030-01-09T09:00:00Z') },
      });
      const personId = idFrom<PersonId>(freshId());
      expect(kinds(await clinic.take(morning, [clinic.aWish({ personId })]))).toEqual(['seat']);
      expect(kinds(await clinic.take(afternoon, [clinic.aWish({ personId })]))).toEqual(['already-booked']);
      expect(await clinic.remaining(afternoon)).toBe(2);
    });

    it('lets a person into three departments a day, and to several doctors of each', async () => {
      const personId = idFrom<PersonId>(freshId());
      const ask = async (session: Awaited<ReturnType<Clinic['addOther']>>) =>
        kinds(await clinic.take(session, [clinic.aWish({ personId })]));
      const first = await clinic.addOther(2);
      expect(await ask(first)).toEqual(['seat']);
      expect(await ask(await clinic.addOther(2))).toEqual(['seat']);
      expect(await ask(await clinic.addOther(2, async () => first.departmentId))).toEqual(['seat']);
      expect(await ask(await clinic.addOther(2))).toEqual(['seat']);
      const fourth = await clinic.addOther(2);
      expect(await ask(fourth)).toEqual(['too-many-departments']);
      expect(await clinic.remaining(fourth)).toBe(2);
      const nextDay = { visitOn: '2030-01-10', departmentId: fourth.departmentId } as const;
      expect(await ask(await clinic.addSession('RELEASED', 2, nextDay))).toEqual(['seat']);
    });

    it('gives timed seats from the first free one on', async () => {
      const seats = { by: 'time', everyMinutes: 60, seatsEach: 1 } as const;
      const session = await clinic.addSession('RELEASED', 4, { seats });
      const wishes = clinic.wishes(3);
      expect(seatsIn(await clinic.take(session, wishes)).map(({ seatNo }) => seatNo)).toEqual([1, 2, 3]);
      const [, second] = wishes;
      const held = second && (await clinic.find(second));
      if (held?.status !== 'HELD') throw new Error('the second seat is held');
      const { heldUntil: _, ...rest } = held;
      await clinic.put({ ...rest, status: 'CANCELLED', endedAt: clinicNow });
      expect(seatsIn(await clinic.take(session, clinic.wishes(1)))).toEqual([{ ticket: 4, seatNo: 2 }]);
    });

    it.each(sessionStatuses)('sells a session in %s only when it is released', async (status) => {
      const session = await clinic.addSession(status, 2);
      const expected = status === 'RELEASED' ? 'seat' : 'not-open';
      expect(kinds(await clinic.take(session, clinic.wishes(1)))).toEqual([expected]);
    });

    it('lets members of a level in from their own instant on, and nobody else', async () => {
      const at = new Date('2030-01-08T02:30:00Z');
      const release = { at: new Date('2030-01-08T03:00:00Z'), early: [{ level: 'gold', at }] };
      const session = await clinic.addSession('PUBLISHED', 5, { release });
      const ask = async (now: Date) =>
        kinds(
          await clinic.take(
            session,
            [clinic.aWish({ level: 'gold' }), clinic.aWish({ level: 'tin' }), clinic.aWish()],
            now,
          ),
        );
      expect(await ask(new Date(at.getTime() - 1))).toEqual(['not-open', 'not-open', 'not-open']);
      expect(await ask(at)).toEqual(['seat', 'not-open', 'not-open']);
    });

    it('sells nothing of a session that is not there, and answers an empty batch', async () => {
      const session = await clinic.addSession('RELEASED', 2);
      expect(await clinic.take(session, [])).toEqual([]);
      const nowhere = { ...session, id: idFrom<ClinicSessionId>(freshId()) };
      expect(kinds(await clinic.take(nowhere, clinic.wishes(2)))).toEqual(['not-open', 'not-open']);
    });

    // BK3: each state by itself, so that none is forgotten by a constraint.
    it.each(appointmentStatuses)(
      'counts an appointment in %s exactly when it keeps its seat',
      async (status) => {
        const session = await clinic.addSession('RELEASED', 5);
        const wish = clinic.aWish();
        await clinic.take(session, [wish]);
        const held = await clinic.find(wish);
        if (!held) throw new Error('the seat is held');
        const { id, sitting, seat, patientId, personId, bookedBy } = held;
        await clinic.put(
          anAppointment(status, { id, sitting, seat, patientId, personId, bookedBy, version: held.version }),
        );
        const again = await clinic.take(session, [clinic.aWish({ personId })]);
        expect(kinds(again)).toEqual([keepsSeat({ status }) ? 'already-booked' : 'seat']);
      },
    );

    it('never sells more than there is to many batches at once, and answers each request', async () => {
      const session = await clinic.addSession('RELEASED', 7);
      const batches = await Promise.all(
        Array.from({ length: 10 }, () => clinic.take(session, clinic.wishes(3))),
      );
      const answers = batches.flat();
      expect(ascending(seatsIn(answers).map(({ ticket }) => ticket))).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(kinds(answers).filter((kind) => kind === 'full')).toHaveLength(23);
      expect(await clinic.remaining(session)).toBe(0);
    });

    it('rolls back with its transaction', async () => {
      const session = await clinic.addSession('RELEASED', 2);
      const wish = clinic.aWish();
      const refused = await opened().unitOfWork.run(async ({ seats }) => {
        await seats.take({ sessionId: session.id, requests: [wish], now: clinicNow, departmentsPerDay: 3 });
        return { ok: false, error: 'changed my mind' } as const;
      });
      expect(refused.ok).toBe(false);
      expect(await clinic.find(wish)).toBeUndefined();
      expect(await clinic.remaining(session)).toBe(2);
    });
  });
};
