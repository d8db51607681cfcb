import { beforeEach, describe, expect, it } from 'vitest';
import type { Dates, HolidayRule } from '../../schedules/index.js';
import type { OpenClinicStores } from './clinic-fixture.js';
import { aClinic, type Clinic, inClinic, openedClinic } from './clinic-world.js';

export const holidayRulesContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`HolidayRules contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });
    const save = (rule: HolidayRule) =>
      inClinic(opened(), ({ holidays }) => holidays.save(clinic.tenantId, rule));
    const rules = ({ tenantId }: Clinic = clinic) =>
      inClinic(opened(), ({ holidays }) =>
        holidays.of(tenantId, { from: '2030-01-01', until: '2030-02-01' }),
      );

    it('keeps one rule for a date, the last one, by date and for its tenant alone', async () => {
      const worked: HolidayRule = { date: '2030-01-31', kind: 'as-weekday', weekday: 5 };
      await save(worked);
      await save({ date: '2030-02-01', kind: 'off' });
      await save({ date: '2030-01-01', kind: 'as-weekday', weekday: 2 });
      await save({ date: '2030-01-01', kind: 'off' });
      expect(await rules()).toEqual([{ date: '2030-01-01', kind: 'off' }, worked]);
      expect(await rules(await aClinic(opened()))).toEqual([]);
    });

    it('forgets a rule', async () => {
      await save({ date: '2030-01-01', kind: 'off' });
      const forget = () =>
        inClinic(opened(), ({ holidays }) => holidays.remove(clinic.tenantId, '2030-01-01'));
      await forget();
      await forget();
      expect(await rules()).toEqual([]);
    });
  });
};

export const sessionBookContract = (adapterName: string, open: OpenClinicStores): void => {
  describe(`SessionBook contract: ${adapterName}`, () => {
    const opened = openedClinic(open);
    let clinic: Clinic;
    beforeEach(async () => {
      clinic = await aClinic(opened());
    });
    const book = (dates: Dates = { from: '2030-01-09', until: '2030-01-10' }, where: Clinic = clinic) =>
      inClinic(opened(), ({ sessionBook }) => sessionBook.ofHospital(where, dates));

    it('counts where the seats of a session are', async () => {
      const session = await clinic.addSession('RELEASED', 6);
      const wishes = clinic.wishes(4);
      await clinic.take(session, wishes);
      const [booked, cancelled] = await Promise.all(wishes.slice(0, 2).map((wish) => clinic.find(wish)));
      if (booked?.status !== 'HELD' || cancelled?.status !== 'HELD') throw new Error('the seats are held');
      const { heldUntil: _, ...rest } = booked;
      await clinic.put({ ...rest, status: 'BOOKED', clinicRecord: 'R1' });
      const { heldUntil: __, ...gone } = cancelled;
      await clinic.put({ ...gone, status: 'CANCELLED', endedAt: new Date('2030-01-08T02:01:00Z') });
      expect(await book()).toEqual([{ session: { ...session, remaining: 2 }, held: 2, booked: 1 }]);
    });

    it('lists sessions in every state by their start, of the dates and the hospital', async () => {
      const afternoon = {
        startsAt: new Date('2030-01-09T06:00:00Z'),
        endsAt: new Date('2030-01-09T08:00:00Z'),
      };
      const later = await clinic.addSession('DRAFT', 2, { during: afternoon });
      const closed = await clinic.addSession('CLOSED', 2);
      await clinic.addSession('DRAFT', 2, { visitOn: '2030-01-10' });
      await clinic.addSession('DRAFT', 2, { visitOn: '2030-01-08' });
      expect((await book()).map(({ session }) => session)).toEqual([closed, later]);
      expect(await book(undefined, await aClinic(opened()))).toEqual([]);
    });
  });
};
