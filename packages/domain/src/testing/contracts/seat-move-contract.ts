import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Appointment,
  defaultAppointmentPolicy,
  type MoveAnswer,
  rescheduleAppointment,
  type SeatRequest,
} from '../../appointments/index.js';
import type { ClinicSession } from '../../schedules/index.js';
import { type AppointmentId, idFrom } from '../../shared/ids.js';
import { err, ok } from '../../shared/result.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, clinicNow, inClinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';

const laterToday = {
  during: { startsAt: new Date('2030-01-09T05:00:00Z'), endsAt: new Date('2030-01-09T09:00:00Z') },
};

export const seatMoveContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`SeatDesk contract, moving: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    let morning: ClinicSession;
    let wish: SeatRequest;
    beforeEach(async () => {
      clinic = await aClinic(opened());
      morning = await clinic.addSession('RELEASED', 2);
      wish = clinic.aWish();
      await clinic.take(morning, [wish]);
    });
    const move = ({ id }: ClinicSession, who: SeatRequest = wish): Promise<MoveAnswer> =>
      inClinic(opened(), ({ seats }) =>
        seats.move({ appointmentId: who.appointmentId, to: id, now: clinicNow, departmentsPerDay: 3 }),
      );

    it('gives the same appointment another seat, of the same doctor too, and leaves the old one to its return', async () => {
      const before = await clinic.find(wish);
      const afternoon = await clinic.addSession('RELEASED', 2, laterToday);
      expect(await move(afternoon)).toEqual({ kind: 'seat', seat: { ticket: 1 } });
      const { id: sessionId, during } = afternoon;
      expect(await clinic.find(wish)).toEqual({
        ...before,
        sitting: { ...before?.sitting, sessionId, during },
        seat: { ticket: 1 },
      });
      expect([await clinic.remaining(morning), await clinic.remaining(afternoon)]).toEqual([1, 1]);
      await inClinic(opened(), ({ returns }) =>
        returns.plan({ sessionId: morning.id, ticket: 1 }, clinicNow),
      );
      await inClinic(opened(), ({ returns }) => returns.giveBackDue(clinicNow, 1000));
      expect(await clinic.remaining(morning)).toBe(2);
    });

    it('gives timed seats from the first free one on', async () => {
      const seats = { by: 'time', everyMinutes: 120, seatsEach: 1 } as const;
      const afternoon = await clinic.addSession('RELEASED', 2, { ...laterToday, seats });
      const [other] = clinic.wishes(1);
      if (other) await clinic.take(afternoon, [other]);
      expect(await move(afternoon)).toEqual({ kind: 'seat', seat: { ticket: 2, seatNo: 2 } });
    });

    it('goes to a seat beside which the person is free, its own time not counted, or stays', async () => {
      const { personId } = wish;
      const afternoon = await clinic.addBeside(1, laterToday);
      await clinic.take(afternoon, [clinic.aWish({ personId })]);
      const during = { startsAt: new Date('2030-01-09T03:00:00Z'), endsAt: new Date('2030-01-09T06:00:00Z') };
      const both = await clinic.addBeside(2, { during });
      expect(await move(both)).toEqual({ kind: 'overlaps', during: afternoon.during });
      expect(await clinic.find(wish)).toMatchObject({ sitting: { sessionId: morning.id } });
      const seats = { by: 'time', everyMinutes: 60, seatsEach: 1 } as const;
      const until = { startsAt: new Date('2030-01-09T04:00:00Z'), endsAt: new Date('2030-01-09T06:00:00Z') };
      expect(await move(await clinic.addBeside(2, { during: until, seats }))).toEqual({
        kind: 'seat',
        seat: { ticket: 1, seatNo: 1 },
      });
      expect(await move(await clinic.addBeside(2))).toMatchObject({ kind: 'seat' });
    });

    it.each(['full', 'not-open', 'already-booked', 'too-many-departments'] as const)(
      'leaves whoever is refused as %s with the seat that they have',
      async (kind) => {
        const { personId } = wish;
        const again = () => clinic.aWish({ personId, appointmentId: idFrom<AppointmentId>(freshId()) });
        const target = await (async () => {
          if (kind === 'not-open') return clinic.addSession('SUSPENDED', 2, laterToday);
          if (kind === 'already-booked') {
            const other = await clinic.addOther(2);
            await clinic.take(other, [again()]);
            return other;
          }
          if (kind === 'full') {
            const other = await clinic.addOther(1);
            await clinic.take(other, clinic.wishes(1));
            return other;
          }
          const nextDay = (from: number) => ({
            visitOn: '2030-01-10',
            during: {
              startsAt: new Date(Date.UTC(2030, 0, 10, from)),
              endsAt: new Date(Date.UTC(2030, 0, 10, from + 1)),
            },
          });
          for (const hour of [0, 1, 2])
            await clinic.take(await clinic.addBeside(2, nextDay(hour)), [again()]);
          return clinic.addSession('RELEASED', 2, nextDay(3));
        })();
        const before = await clinic.find(wish);
        const remaining = await clinic.remaining(target);
        expect(await move(target)).toEqual({ kind });
        expect(await clinic.find(wish)).toEqual(before);
        expect(await clinic.remaining(target)).toBe(remaining);
      },
    );

    it('moves nothing within a session, and nothing that has no seat', async () => {
      expect(await move(morning)).toEqual({ kind: 'already-booked' });
      const held = await clinic.find(wish);
      if (held?.status !== 'HELD') throw new Error('the seat is held');
      const { heldUntil: _, ...rest } = held;
      await clinic.put({ ...rest, status: 'CANCELLED', endedAt: clinicNow });
      const afternoon = await clinic.addSession('RELEASED', 2, laterToday);
      expect(await move(afternoon)).toEqual({ kind: 'no-seat' });
      expect(await move(afternoon, clinic.aWish())).toEqual({ kind: 'no-seat' });
    });

    it('moves with its rules in one transaction, or not at all (H6)', async () => {
      const afternoon = await clinic.addSession('RELEASED', 2, laterToday);
      const held = await clinic.find(wish);
      if (held?.status !== 'HELD') throw new Error('the seat is held');
      const { heldUntil: _, ...rest } = held;
      await clinic.put({ ...rest, status: 'BOOKED', clinicRecord: 'MZ-1' });
      const reschedule = (as: 'U' | 'C') =>
        opened().unitOfWork.run<Appointment, unknown>(async ({ seats, appointments, returns }) => {
          const before = await appointments.find(wish.appointmentId);
          if (!before) throw new Error('the appointment is there');
          const { id: to, during } = afternoon;
          const limits = { now: clinicNow, departmentsPerDay: 3 };
          const answer = await seats.move({ appointmentId: before.id, to, ...limits });
          if (answer.kind !== 'seat') return err(answer);
          const target = { sitting: { ...before.sitting, sessionId: to, during }, seat: answer.seat };
          const act = { now: clinicNow, by: { as } };
          const outcome = rescheduleAppointment(before, target, defaultAppointmentPolicy, act);
          if (!outcome.ok) return outcome;
          const { appointment, freed } = outcome.value;
          if (freed) await returns.plan(freed, clinicNow);
          const saved = await appointments.update(appointment, before.version);
          return saved.ok ? ok(appointment) : saved;
        });
      expect(await reschedule('U')).toMatchObject({ ok: false, error: { type: 'PastCutOff' } });
      expect((await clinic.find(wish))?.sitting.sessionId).toBe(morning.id);
      expect(await clinic.remaining(afternoon)).toBe(2);
      const moved = await reschedule('C');
      expect(moved).toMatchObject({ ok: true, value: { sequence: 1, version: 3 } });
      expect(await clinic.find(wish)).toEqual(moved.ok && moved.value);
      await inClinic(opened(), ({ returns }) => returns.giveBackDue(clinicNow, 1000));
      expect([await clinic.remaining(morning), await clinic.remaining(afternoon)]).toEqual([2, 1]);
    });

    it('never gives more than there is to many at once', async () => {
      const full = await clinic.addSession('RELEASED', 12, laterToday);
      const other = await clinic.addOther(3);
      const wishes = clinic.wishes(12);
      await clinic.take(full, wishes);
      const answers = await Promise.all(wishes.map((one) => move(other, one)));
      expect(answers.filter(({ kind }) => kind === 'seat')).toHaveLength(3);
      expect(answers.filter(({ kind }) => kind === 'full')).toHaveLength(9);
      expect(await clinic.remaining(other)).toBe(0);
    });
  });
};
