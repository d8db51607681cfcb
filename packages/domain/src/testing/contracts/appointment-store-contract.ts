import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Appointment,
  appointmentStatuses,
  type SeatRequest,
  type TenantHospitals,
} from '../../appointments/index.js';
import { type HospitalId, idFrom, type TenantId } from '../../shared/ids.js';
import { anAppointment } from '../builders/an-appointment.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, clinicNow, inClinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';

export const appointmentStoreContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`AppointmentStore contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });
    const held = async (wish: SeatRequest = clinic.aWish()): Promise<Appointment> => {
      const session = await clinic.addOther(5);
      await clinic.take(session, [wish]);
      const appointment = await clinic.find(wish);
      if (!appointment) throw new Error('the seat is held');
      return appointment;
    };
    const inState = (before: Appointment, status: Appointment['status']): Appointment => {
      const { id, sitting, seat, patientId, personId, bookedBy, createdAt, version } = before;
      return anAppointment(status, { id, sitting, seat, patientId, personId, bookedBy, createdAt, version });
    };
    const find = ({ id }: Appointment) => inClinic(opened(), ({ appointments }) => appointments.find(id));

    it.each(appointmentStatuses)('gives back an appointment in %s as it was saved', async (status) => {
      const before = await held();
      await clinic.put({ ...inState(before, status), sequence: 2, familyReschedules: 1 });
      const saved = { ...inState(before, status), sequence: 2, familyReschedules: 1, version: 2 };
      expect(await find(before)).toEqual(saved);
    });

    it('updates the version that was read, and says which one is there', async () => {
      const before = await held();
      const update = (appointment: Appointment, expected: number) =>
        inClinic(opened(), ({ appointments }) => appointments.update(appointment, expected));
      const booked = { ...inState(before, 'BOOKED'), version: 2 };
      expect(await update(booked, 1)).toEqual({ ok: true, value: undefined });
      expect(await update({ ...booked, version: 3 }, 1)).toEqual({
        ok: false,
        error: { type: 'StaleVersion', currentVersion: 2 },
      });
      await expect(update(booked, 2)).rejects.toThrow(RangeError);
    });

    it('leaves the seat as it was', async () => {
      const before = await held();
      await clinic.put({ ...before, seat: { ticket: 99 } });
      expect((await find(before))?.seat).toEqual(before.seat);
    });

    it('tells whom a person sees on a day, of seats that are kept', async () => {
      const { personId } = clinic.aWish();
      const first = await held(clinic.aWish({ personId }));
      const second = await held(clinic.aWish({ personId }));
      await held();
      const onDay = (visitOn: string) =>
        inClinic(opened(), ({ appointments }) => appointments.onDay(personId, visitOn));
      const visit = ({ sitting: { doctorId, departmentId } }: Appointment) => ({ doctorId, departmentId });
      const both = await onDay('2030-01-09');
      expect(both).toHaveLength(2);
      expect(both).toEqual(expect.arrayContaining([visit(first), visit(second)]));
      await clinic.put(inState(first, 'CANCELLED'));
      expect(await onDay('2030-01-09')).toEqual([visit(second)]);
      expect(await onDay('2030-01-10')).toEqual([]);
    });

    it('tells when a person did not come', async () => {
      const { personId } = clinic.aWish();
      const missed = await held(clinic.aWish({ personId }));
      await clinic.put(inState(missed, 'NO_SHOW'));
      await clinic.put(inState(await held(clinic.aWish({ personId })), 'FULFILLED'));
      const endedAt = new Date('2030-01-09T03:00:00Z');
      const since = (instant: Date) =>
        inClinic(opened(), ({ appointments }) => appointments.noShowsOf(personId, instant));
      expect(await since(endedAt)).toEqual([endedAt]);
      expect(await since(new Date(endedAt.getTime() + 1))).toEqual([]);
    });

    it('finds the appointment of a patient at some hospitals that was made last', async () => {
      const { patientId } = clinic.aWish();
      const first = await held(clinic.aWish({ patientId }));
      const second = await held(clinic.aWish({ patientId }));
      const { tenantId, hospitalId } = first.sitting;
      const newest = (given: Partial<TenantHospitals> = {}) =>
        inClinic(opened(), ({ appointments }) =>
          appointments.newestAt({ tenantId, hospitalIds: [hospitalId], ...given }, patientId),
        );
      const [older, younger] = [first, second].toSorted((one, other) => (one.id < other.id ? -1 : 1));
      expect(older?.createdAt).toEqual(younger?.createdAt);
      expect(await newest()).toEqual(younger);
      expect(await newest({ hospitalIds: [idFrom<HospitalId>(freshId())] })).toBeUndefined();
      expect(await newest({ tenantId: idFrom<TenantId>(freshId()) })).toBeUndefined();
    });

    it('names holds that are over', async () => {
      const heldUntil = new Date('2030-01-08T02:05:00Z');
      const first = await held();
      const booked = await held();
      await clinic.put(inState(booked, 'BOOKED'));
      const expired = (now: Date) => opened().due.expiredHolds(now, 10_000);
      expect(await expired(new Date(heldUntil.getTime() - 1))).not.toContain(first.id);
      const over = await expired(heldUntil);
      expect(over).toContain(first.id);
      expect(over).not.toContain(booked.id);
      expect(await opened().due.expiredHolds(clinicNow, 0)).toEqual([]);
    });

    it('names those that a clinic is to answer, and no others', async () => {
      const pending = await held();
      await clinic.put(inState(pending, 'PENDING_CONFIRM'));
      const booked = await held();
      await clinic.put(inState(booked, 'BOOKED'));
      const unanswered = await opened().due.unanswered(10_000);
      expect(unanswered).toContain(pending.id);
      expect(unanswered).not.toContain(booked.id);
    });

    it('names whoever took a number, once their day is over on the clock of the clinic', async () => {
      const came = await held();
      await clinic.put(inState(came, 'CHECKED_IN'));
      const unfinished = (now: string) => opened().due.unfinished(new Date(now), 10_000);
      expect(came.sitting.visitOn).toBe('2030-01-09');
      expect(await unfinished('2030-01-09T15:59:59Z')).not.toContain(came.id);
      expect(await unfinished('2030-01-09T16:00:00Z')).toContain(came.id);
    });

    it('lists those of a session that keep their seat', async () => {
      const first = await held();
      const second = await clinic.aWish();
      const session = await opened().unitOfWork.run(async ({ sessions }) => ({
        ok: true as const,
        value: await sessions.find(first.sitting.sessionId),
      }));
      if (!session.ok || !session.value) throw new Error('the session of the case is there');
      await clinic.take(session.value, [second]);
      const seated = async () =>
        (await inClinic(opened(), ({ appointments }) => appointments.seatedIn(first.sitting.sessionId))).map(
          ({ id }) => id,
        );
      expect(await seated()).toEqual([first.id, second.appointmentId]);
      await clinic.put(inState(first, 'CANCELLED'));
      expect(await seated()).toEqual([second.appointmentId]);
    });
  });
};
