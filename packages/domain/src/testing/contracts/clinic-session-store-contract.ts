import { beforeEach, describe, expect, it } from 'vitest';
import { type ClinicSession, isOccupying, sessionStatuses } from '../../schedules/index.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, inClinic, openedClinic } from './clinic-world.js';

const at = (time: string) => new Date(`2030-01-09T${time}:00Z`);
const from = (start: string, end: string) => ({ startsAt: at(start), endsAt: at(end) });

export const clinicSessionStoreContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`ClinicSessionStore contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });
    const insert = (...sessions: readonly ClinicSession[]) =>
      opened().unitOfWork.run((stores) => stores.sessions.insert(sessions));
    const find = ({ id }: ClinicSession) => inClinic(opened(), (stores) => stores.sessions.find(id));
    const update = (session: ClinicSession, expectedVersion = 1) =>
      opened().unitOfWork.run((stores) => stores.sessions.update(session, expectedVersion));
    const done = { ok: true, value: undefined };
    const doctorOccupied = () => ({
      ok: false,
      error: { type: 'DoctorOccupied', doctorId: clinic.doctorId },
    });
    const roomOccupied = () => ({ ok: false, error: { type: 'RoomOccupied', roomId: clinic.roomId } });

    it.each(sessionStatuses)('gives back a session in %s as it was inserted', async (status) => {
      const seats = { by: 'time', everyMinutes: 10, seatsEach: 2 } as const;
      const early = [{ level: 'gold', at: at('00:10') }];
      const session = clinic.aSession(status, { seats, capacity: 48, release: { at: at('00:20'), early } });
      await insert(session);
      expect(await find(session)).toEqual(session);
    });

    it('knows a draft without a release, and no session that is not there', async () => {
      const draft = clinic.aSession('DRAFT', { release: { early: [] } });
      expect(await find(draft)).toBeUndefined();
      await insert(draft);
      expect(await find(draft)).toEqual(draft);
    });

    it('lets sessions of a doctor follow one another, and overlap in neither doctor nor room', async () => {
      await clinic.addSession('PUBLISHED', 5, { during: from('01:00', '04:00') });
      const roomId = await clinic.addRoom();
      const doctorId = await clinic.addDoctor(clinic.departmentId);
      const during = from('03:59', '05:00');
      expect(await insert(clinic.aSession('PUBLISHED', { during, roomId }))).toEqual(doctorOccupied());
      expect(await insert(clinic.aSession('PUBLISHED', { during, doctorId }))).toEqual(roomOccupied());
      expect(await insert(clinic.aSession('PUBLISHED', { during, doctorId, roomId }))).toEqual(done);
      expect(
        await insert(
          clinic.aSession('PUBLISHED', { during: from('04:00', '05:00'), roomId: await clinic.addRoom() }),
        ),
      ).toEqual(done);
    });

    // BK3: each state by itself, so that none is forgotten by a constraint.
    it.each(sessionStatuses)(
      'in %s occupies doctor and room exactly when the rules say so',
      async (status) => {
        const there = clinic.aSession(status);
        await insert(there);
        const expected = isOccupying(there) ? doctorOccupied() : done;
        expect(await insert(clinic.aSession('PUBLISHED'))).toEqual(expected);
      },
    );

    it('inserts all or none', async () => {
      await clinic.addSession('PUBLISHED', 5, { during: from('01:00', '02:00') });
      const [good, bad] = [
        clinic.aSession('PUBLISHED', { during: from('02:00', '03:00') }),
        clinic.aSession('PUBLISHED', { during: from('01:30', '02:00') }),
      ];
      expect(await insert(good, bad)).toEqual(doctorOccupied());
      expect(await find(good)).toBeUndefined();
    });

    it('updates the version that was read, and says which one is there', async () => {
      const session = await clinic.addSession('PUBLISHED', 5);
      const next = clinic.aSession('RELEASED', { ...session, version: 2 });
      expect(await update(next)).toEqual(done);
      expect(await find(session)).toEqual(next);
      expect(await update({ ...next, version: 3 })).toEqual({
        ok: false,
        error: { type: 'StaleVersion', currentVersion: 2 },
      });
      await expect(update(next, 2)).rejects.toThrow(RangeError);
    });

    it('refuses to publish a draft whose doctor has become occupied', async () => {
      const draft = await clinic.addSession('DRAFT', 5);
      await clinic.addSession('RELEASED', 5);
      expect(await update(clinic.aSession('PUBLISHED', { ...draft, version: 2 }))).toEqual(doctorOccupied());
    });

    it('keeps the seats that were taken meanwhile, and no capacity below them', async () => {
      const session = await clinic.addSession('RELEASED', 5);
      await clinic.take(session, clinic.wishes(3));
      const withCapacity = (capacity: number, version: number) => {
        const seats = { by: 'session', capacity } as const;
        return clinic.aSession('RELEASED', { ...session, seats, capacity, remaining: capacity, version });
      };
      expect(await update(withCapacity(2, 2))).toEqual({
        ok: false,
        error: { type: 'CapacityBelowSold', sold: 3 },
      });
      expect(await update(withCapacity(4, 2))).toEqual(done);
      expect(await clinic.remaining(session)).toBe(1);
      expect(await update(withCapacity(10, 3), 2)).toEqual(done);
      expect(await clinic.remaining(session)).toBe(7);
    });

    it('tells what occupies doctors or rooms in a stretch of time, earliest first', async () => {
      const late = await clinic.addSession('PUBLISHED', 5, { during: from('05:00', '06:00') });
      const early = await clinic.addSession('RELEASED', 5, { during: from('01:00', '02:00') });
      await clinic.addSession('CLOSED', 5, { during: from('02:00', '03:00') });
      const other = await clinic.addOther(5);
      const occupying = (doctors: readonly ClinicSession[], during = from('00:00', '23:00')) =>
        inClinic(opened(), async (stores) => {
          const found = await stores.sessions.occupying(
            { doctorIds: doctors.map(({ doctorId }) => doctorId), roomIds: [clinic.roomId] },
            during,
          );
          return found.map(({ id }) => id);
        });
      expect(await occupying([])).toEqual([early.id, late.id]);
      expect(await occupying([other], from('02:00', '05:00'))).toEqual([other.id]);
      expect(await occupying([early], from('02:00', '05:00'))).toEqual([]);
    });

    it('names published sessions whose release is due, earliest first', async () => {
      const release = (time: string) => ({ release: { at: at(time), early: [] } });
      const second = await clinic.addSession('PUBLISHED', 5, {
        ...release('00:20'),
        during: from('01:00', '02:00'),
      });
      const first = await clinic.addSession('PUBLISHED', 5, {
        ...release('00:10'),
        during: from('02:00', '03:00'),
      });
      await clinic.addSession('PUBLISHED', 5, { ...release('00:21'), during: from('03:00', '04:00') });
      await clinic.addSession('RELEASED', 5, { ...release('00:10'), during: from('04:00', '05:00') });
      const own: readonly string[] = [first.id, second.id];
      const due = await inClinic(opened(), (stores) => stores.sessions.dueForRelease(at('00:20'), 1000));
      expect(due.filter((id) => own.includes(id))).toEqual(own);
      expect(due).not.toHaveLength(0);
      expect(
        await inClinic(opened(), (stores) => stores.sessions.dueForRelease(at('00:20'), 1)),
      ).toHaveLength(1);
    });

    it('names released sessions that are over, the longest over first', async () => {
      const second = await clinic.addSession('RELEASED', 5, { during: from('02:00', '03:00') });
      const first = await clinic.addSession('RELEASED', 5, { during: from('01:00', '02:00') });
      const others = [
        await clinic.addSession('RELEASED', 5, { during: from('03:00', '03:01') }),
        await clinic.addSession('PUBLISHED', 5, { during: from('00:10', '00:20') }),
        await clinic.addSession('SUSPENDED', 5, { during: from('00:20', '00:30') }),
        await clinic.addSession('CLOSED', 5, { during: from('00:30', '00:40') }),
      ];
      const over = (limit: number) =>
        inClinic(opened(), (stores) => stores.sessions.dueForClosing(at('03:00'), limit));
      const own = new Set([first, second, ...others].map(({ id }) => id));
      expect((await over(1000)).filter((id) => own.has(id))).toEqual([first.id, second.id]);
      expect(await over(1)).toHaveLength(1);
    });
  });
};
