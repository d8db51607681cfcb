import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Appointment, ClinicErrand, ErrandOutcome } from '../../appointments/index.js';
import type { ClinicSystem } from '../../clinic-systems/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { anAppointment } from '../builders/an-appointment.js';
import type { ClinicSystemsFixture } from './clinic-systems-fixture.js';
import { aClinicSystem, aSystemsPartner } from './clinic-systems-world.js';
import { aClinic, type Clinic, clinicNow, inClinic } from './clinic-world.js';
import { inOne, openedOnce } from './opened-once.js';

const PLACES = 4;
const until = minutesAfter(clinicNow, 10);
const nobodyKnows: ErrandOutcome = { known: 'unclear', judgedVersion: 2, isOver: false };

/** What every adapter of `ClinicErrands` must pass, and what a store of systems says of them. */
export const clinicErrandsContract = (
  adapterName: string,
  open: () => Promise<ClinicSystemsFixture>,
): void => {
  describe(`ClinicErrands contract: ${adapterName}`, () => {
    const opened = openedOnce(open);
    let clinic: Clinic;
    let system: ClinicSystem;

    const change = async (given: Partial<ClinicSystem>): Promise<void> => {
      const { version } = system;
      system = { ...system, ...given, version: version + 1 };
      await inOne(opened().unitOfWork, ({ systems }) => systems.update(system, version));
    };
    const waiting = () => inOne(opened().unitOfWork, ({ systems }) => systems.waiting(system.id));

    const become = async (before: Appointment, status: Appointment['status']): Promise<Appointment> => {
      const { id, sitting, seat, patientId, personId, bookedBy, createdAt, version } = before;
      const kept = { id, sitting, seat, patientId, personId, bookedBy, createdAt, version };
      const next = anAppointment(status, kept);
      await clinic.put(next);
      return { ...next, version: version + 1 };
    };
    const held = async (count: number): Promise<readonly Appointment[]> => {
      const session = await clinic.addOther(count);
      const wishes = clinic.wishes(count);
      await clinic.take(session, wishes);
      const found = await Promise.all(wishes.map(clinic.find));
      return found.flatMap((one) => one ?? []);
    };
    /** Appointments that families have submitted here, of version 2. */
    const submitted = async (count = 1): Promise<readonly Appointment[]> => {
      const made: Appointment[] = [];
      for (const one of await held(count)) made.push(await become(one, 'PENDING_CONFIRM'));
      return made;
    };

    const claim = (now = clinicNow, given: { limit?: number; until?: Date } = {}) =>
      opened().errands.claim({ now, until, limit: 100, perSystem: PLACES, ...given });
    const idsOf = (errands: readonly ClinicErrand[]) => errands.map(({ appointmentId }) => appointmentId);
    const one = <T>(list: readonly T[]): T => {
      const [first] = list;
      if (first === undefined || list.length > 1) throw new Error(`${list.length} instead of one`);
      return first;
    };
    const settle = (errand: ClinicErrand, given: Partial<ErrandOutcome> = {}) =>
      opened().errands.settle(errand, { ...nobodyKnows, ...given });

    beforeEach(async () => {
      const { clinics, unitOfWork } = opened();
      clinic = await aClinic(clinics);
      const partner = await aSystemsPartner(opened(), clinic.tenantId);
      system = aClinicSystem(partner, clinic.hospitalId, { state: 'active' });
      await inOne(unitOfWork, ({ systems }) => systems.insert(system));
    });
    // Errands of all systems are claimed together: none is left to the next case.
    afterEach(() => change({ state: 'paused' }));

    it('hands out what families have submitted, to one until the lease ends, and counts attempts', async () => {
      const { id } = one(await submitted());
      expect(await claim()).toEqual([{ appointmentId: id, known: 'unclear', attempts: 1 }]);
      expect(await claim(new Date(until.getTime() - 1))).toEqual([]);
      expect(await claim(until, { until: minutesAfter(until, 10) })).toEqual([
        { appointmentId: id, known: 'unclear', attempts: 2 },
      ]);
    });

    it('hands out nothing that is only held, nothing of paused systems, and what their desk has confirmed since they were there', async () => {
      const [, booked] = await held(2);
      expect(await claim()).toEqual([]);
      if (booked) await become(booked, 'BOOKED');
      await change({ state: 'paused' });
      expect(await claim()).toEqual([]);
      await change({ state: 'active' });
      expect(idsOf(await claim())).toEqual([booked?.id]);
    });

    it('leaves alone what was booked before there was the system', async () => {
      const other = await aClinic(opened().clinics);
      const session = await other.addSession('RELEASED', 1);
      const wish = other.aWish();
      await other.take(session, [wish]);
      const before = await other.find(wish);
      if (!before) throw new Error('the seat is held');
      const { id, sitting, seat, patientId, personId, bookedBy, createdAt, version } = before;
      await other.put(
        anAppointment('BOOKED', { id, sitting, seat, patientId, personId, bookedBy, createdAt, version }),
      );
      const partner = await aSystemsPartner(opened(), other.tenantId);
      const late = aClinicSystem(partner, other.hospitalId, {
        state: 'active',
        createdAt: minutesAfter(clinicNow, 1),
      });
      await inOne(opened().unitOfWork, ({ systems }) => systems.insert(late));
      expect(await claim(minutesAfter(clinicNow, 2))).toEqual([]);
      await inOne(opened().unitOfWork, ({ systems }) =>
        systems.update({ ...late, state: 'paused', version: 2 }, 1),
      );
    });

    it('has no more of one system out than it has places, however many ask at once', async () => {
      const made = await submitted(PLACES + 3);
      const claimed = (await Promise.all([claim(), claim(), claim()])).flat();
      expect(claimed).toHaveLength(PLACES);
      expect(new Set(idsOf(claimed)).size).toBe(PLACES);
      for (const errand of claimed) await settle(errand, { known: 'record', isOver: true });
      const rest = await claim();
      expect(new Set([...idsOf(claimed), ...idsOf(rest)])).toEqual(new Set(made.map(({ id }) => id)));
    });

    it('hands out no more than is asked for', async () => {
      await submitted(3);
      expect(await claim(clinicNow, { limit: 2 })).toHaveLength(2);
      expect(await claim()).toHaveLength(1);
    });

    it('is due again when it is to be, and not before', async () => {
      await submitted();
      const dueAt = minutesAfter(clinicNow, 1);
      expect(await settle(one(await claim()), { dueAt, fault: 'no-answer' })).toBe(true);
      expect(await claim(new Date(dueAt.getTime() - 1))).toEqual([]);
      expect(one(await claim(dueAt))).toMatchObject({ known: 'unclear', attempts: 2 });
    });

    it('is due when its appointment has changed, with what is known by then, and no more when it is over', async () => {
      const before = one(await submitted());
      await settle(one(await claim()), { known: 'record' });
      expect(await claim(until)).toEqual([]);
      await become(before, 'CANCELLED');
      const again = one(await claim(until, { until: minutesAfter(until, 10) }));
      expect(again).toEqual({ appointmentId: before.id, known: 'record', attempts: 2 });
      await settle(again, { known: 'released', judgedVersion: 0, isOver: true });
      expect(await claim(minutesAfter(until, 60))).toEqual([]);
    });

    it('keeps nothing of an attempt when another has begun since', async () => {
      const { id } = one(await submitted());
      const first = one(await claim());
      const second = one(await claim(until, { until: minutesAfter(until, 10) }));
      expect(await settle(first, { known: 'released', isOver: true })).toBe(false);
      expect(await settle(second, { known: 'record', dueAt: until })).toBe(true);
      expect(await claim(until)).toEqual([{ appointmentId: id, known: 'record', attempts: 3 }]);
    });

    it('waits while nobody knows, since it was submitted, and while its system is paused', async () => {
      const [asked, left] = await submitted(2);
      expect(await waiting()).toEqual({ unclear: 0 });
      const since = asked && 'submittedAt' in asked ? asked.submittedAt : undefined;
      const [errand] = await claim(clinicNow, { limit: 1 });
      if (errand) await settle(errand, { fault: 'no-answer' });
      expect(await waiting()).toEqual({ unclear: 1, since });
      await change({ state: 'paused' });
      expect(await waiting()).toEqual({ unclear: 2, since });
      if (asked && left) for (const appointment of [asked, left]) await become(appointment, 'CANCELLED');
      expect(await waiting()).toEqual({ unclear: 1, since });
    });

    it('tells of the hospital that has a system, and of no other', async () => {
      const { tenantId, hospitalId } = clinic;
      const isConnected = (given: Partial<typeof clinic> = {}) =>
        inClinic(opened().clinics, ({ connected }) =>
          connected.isConnected(given.tenantId ?? tenantId, given.hospitalId ?? hospitalId),
        );
      const other = await aClinic(opened().clinics);
      expect(await isConnected()).toBe(true);
      expect(await isConnected({ hospitalId: other.hospitalId })).toBe(false);
      expect(await isConnected({ tenantId: other.tenantId })).toBe(false);
    });
  });
};
