import { beforeEach, describe, expect, it } from 'vitest';
import { idFrom, type PersonId, type WaitlistEntryId } from '../../shared/ids.js';
import { commonOfEntry, waitlistStatuses } from '../../waitlist/index.js';
import { aWaitlistEntry } from '../builders/a-waitlist-entry.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { clinicNow, inClinic, openedClinic } from './clinic-world.js';
import { freshId } from './fresh.js';
import { aWaitingClinic } from './waiting-world.js';

const minutesBefore = (minutes: number) => new Date(clinicNow.getTime() - minutes * 60_000);

export const waitlistStoreContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`WaitlistStore contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Awaited<ReturnType<typeof aWaitingClinic>>;
    beforeEach(async () => {
      clinic = await aWaitingClinic(opened());
    });
    const aPerson = () => idFrom<PersonId>(freshId());

    it.each(waitlistStatuses)('gives back an entry in %s as it was saved', async (status) => {
      const entry = await clinic.waiting();
      const session = await clinic.addOther(1);
      const wish = clinic.aWish();
      await clinic.take(session, [wish]);
      const { appointmentId } = wish;
      const common = { ...commonOfEntry(entry), expiries: 1, waitingSince: minutesBefore(3), version: 2 };
      const given = aWaitlistEntry(status, common);
      const next = 'appointmentId' in given ? { ...given, appointmentId } : given;
      expect(await clinic.update(next)).toEqual({ ok: true, value: undefined });
      expect(await clinic.findEntry(entry)).toEqual(next);
      const offered = await inClinic(opened(), ({ waitlist }) => waitlist.offeredAs(appointmentId));
      expect(offered).toEqual(status === 'OFFERED' ? next : undefined);
    });

    it('updates the version that was read, and says which one is there', async () => {
      const entry = await clinic.waiting();
      const left = { ...aWaitlistEntry('CANCELLED', commonOfEntry(entry)), version: 2 };
      expect(await clinic.update(left)).toEqual({ ok: true, value: undefined });
      expect(await clinic.update({ ...left, version: 3 }, 1)).toEqual({
        ok: false,
        error: { type: 'StaleVersion', currentVersion: 2 },
      });
      const nobody = { ...left, id: idFrom<WaitlistEntryId>(freshId()) };
      expect(await clinic.update(nobody)).toEqual({ ok: false, error: { type: 'StaleVersion' } });
      await expect(clinic.update(left, 2)).rejects.toThrow(RangeError);
    });

    it('has one live entry of a person for a target, with any doctor or with one, and again when it is over', async () => {
      const personId = aPerson();
      const first = await clinic.waiting({ personId });
      const again = () => clinic.add(clinic.anEntry({ personId }));
      expect(await again()).toEqual({ ok: false, error: { type: 'AlreadyWaiting' } });
      const target = { ...first.target, doctorId: clinic.doctorId };
      expect(await clinic.add(clinic.anEntry({ personId, target }))).toEqual({ ok: true, value: undefined });
      expect(await clinic.add(clinic.anEntry({ personId, target }))).toEqual({
        ok: false,
        error: { type: 'AlreadyWaiting' },
      });
      await clinic.update({ ...aWaitlistEntry('PAUSED', commonOfEntry(first)), version: 2 });
      expect((await again()).ok).toBe(false);
      await clinic.update({ ...aWaitlistEntry('LAPSED', commonOfEntry(first)), version: 3 });
      expect((await again()).ok).toBe(true);
    });

    it('has so many live entries of a person, however many join at once', async () => {
      const personId = aPerson();
      const entries = [];
      for (let no = 0; no < 8; no += 1) {
        const target = { ...clinic.anEntry().target, departmentId: await clinic.addDepartment() };
        entries.push(clinic.anEntry({ personId, target }));
      }
      const answers = await Promise.all(entries.map((entry) => clinic.add(entry)));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
      expect(answers.filter(({ ok }) => !ok)).toEqual(
        Array.from({ length: 3 }, () => ({ ok: false, error: { type: 'TooManyEntries', limit: 5 } })),
      );
      const twice = await Promise.all(
        [0, 1, 2].map(() => clinic.add(clinic.anEntry({ personId: idFrom<PersonId>(clinic.accountId) }))),
      );
      expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    });

    it('tells who waits for a session, the longest first: same department, doctor, date, and before the instant', async () => {
      const session = await clinic.addSession('RELEASED', 1);
      const second = await clinic.waiting({ waitingSince: minutesBefore(2) });
      const first = await clinic.waiting({ waitingSince: minutesBefore(3) });
      const { target } = first;
      const doctors = await clinic.waiting({
        waitingSince: minutesBefore(1),
        target: { ...target, doctorId: clinic.doctorId },
      });
      const otherDoctor = await clinic.addDoctor(clinic.departmentId);
      await clinic.waiting({ waitingSince: minutesBefore(9), target: { ...target, doctorId: otherDoctor } });
      const otherDepartment = await clinic.addDepartment();
      await clinic.waiting({
        waitingSince: minutesBefore(9),
        target: { ...target, departmentId: otherDepartment },
      });
      await clinic.waiting({
        waitingSince: minutesBefore(9),
        wanted: { from: '2030-01-08', until: '2030-01-09' },
      });
      await clinic.waiting({
        waitingSince: minutesBefore(9),
        wanted: { from: '2030-01-10', until: '2030-01-11' },
      });
      const paused = await clinic.waiting({ waitingSince: minutesBefore(9) });
      await clinic.update({ ...aWaitlistEntry('PAUSED', commonOfEntry(paused)), version: 2 });
      await clinic.waiting({ waitingSince: clinicNow });
      expect(await clinic.line(session)).toEqual([first.id, second.id, doctors.id]);
      const waits = (before: Date) =>
        inClinic(opened(), ({ waitlist }) => waitlist.someoneWaits(session.id, before));
      expect(await waits(minutesBefore(3))).toBe(false);
      expect(await waits(minutesBefore(2))).toBe(true);
    });

    it('counts the offers of a department, and refuses one that does not follow, or more than a fifth out of turn', async () => {
      const session = await clinic.addSession('RELEASED', 20);
      const { departmentId } = clinic;
      const entry = await clinic.waiting();
      const turn = () => inClinic(opened(), ({ waitlist }) => waitlist.turnOf(departmentId));
      const offer = async (offers: number, outOfTurn: number, isOutOfTurn: boolean) => {
        const wish = clinic.aWish();
        await clinic.take(session, [wish]);
        const { appointmentId } = wish;
        await inClinic(opened(), ({ waitlist }) =>
          waitlist.recordOffer({
            ...{ departmentId, entryId: entry.id, appointmentId, isOutOfTurn, at: clinicNow },
            turn: { offers, outOfTurn },
          }),
        );
      };
      expect(await turn()).toEqual({ offers: 0, outOfTurn: 0 });
      for (let no = 1; no <= 4; no += 1) await offer(no, 0, false);
      await expect(offer(4, 0, false)).rejects.toThrow();
      await expect(offer(6, 0, false)).rejects.toThrow();
      await expect(offer(5, 0, true)).rejects.toThrow();
      await offer(5, 1, true);
      await expect(offer(6, 2, true)).rejects.toThrow();
      expect(await turn()).toEqual({ offers: 5, outOfTurn: 1 });
    });

    it('finds those whose dates are over on the clinic’s calendar, waiting or paused', async () => {
      const waiting = await clinic.waiting();
      const paused = await clinic.waiting();
      await clinic.update({ ...aWaitlistEntry('PAUSED', commonOfEntry(paused)), version: 2 });
      const left = await clinic.waiting();
      await clinic.update({ ...aWaitlistEntry('CANCELLED', commonOfEntry(left)), version: 2 });
      const mine = new Set([waiting.id, paused.id, left.id]);
      const lapsed = async (now: string) =>
        (await inClinic(opened(), ({ waitlist }) => waitlist.lapsed(new Date(now), 10_000))).filter((id) =>
          mine.has(id),
        );
      expect(await lapsed('2030-01-10T15:59:59.999Z')).toEqual([]);
      expect((await lapsed('2030-01-10T16:00:00Z')).toSorted()).toEqual([waiting.id, paused.id].toSorted());
    });
  });
};
