import { beforeEach, describe, expect, it } from 'vitest';
import type { Candidate, EscortProfile, Need } from '../../dispatch/index.js';
import type { Order } from '../../orders/index.js';
import { type EscortId, idFrom } from '../../shared/ids.js';
import { overlaps, type TimeRange, widen } from '../../shared/time-range.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { aWorld, commit, openedVisits, type World } from './world.js';

const now = new Date('2030-01-07T02:00:00Z');
const on = (day: string, start = '01:00', end = '05:00'): TimeRange => ({
  startsAt: new Date(`2030-01-${day}T${start}:00Z`),
  endsAt: new Date(`2030-01-${day}T${end}:00Z`),
});
const during = on('09');

export const escortPoolContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`EscortPool contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let world: World;
    beforeEach(async () => {
      world = await aWorld(opened());
    });

    const aNeed = (patch: Partial<Need> = {}): Need => ({
      orderId: undefined,
      shiftNo: 1,
      cityCode: world.cityCode,
      zone: 'Asia/Shanghai',
      hospitalId: world.hospitalId,
      serviceCode: 'half-day-visit',
      skills: [],
      during,
      occupied: widen(during, 45, 30),
      wishes: {},
      patientId: world.patientId,
      proxies: [world.accountId],
      excludedEscorts: [],
      ...patch,
    });
    const candidate = async (need = aNeed(), id = world.escortId): Promise<Candidate> => {
      const found = await commit(opened(), (stores) => stores.escorts.candidate(id, [need], now));
      if (!found) throw new Error(`escort ${id} is not there`);
      return found;
    };
    const hold = (order: Order, range: TimeRange, until?: Date) =>
      commit(opened(), (stores) => {
        const escort = { escortId: world.escortId, shiftNo: 1, during: range, ...(until ? { until } : {}) };
        return stores.holds.keep(order.id, { escorts: [escort], patient: [] }, now);
      });
    const byStart = (ranges: readonly TimeRange[]) =>
      ranges.toSorted((left, right) => left.startsAt.getTime() - right.startsAt.getTime());

    const expectProfile = async (profile: EscortProfile) => {
      const found = await commit(opened(), (stores) => stores.escorts.profile(profile.id));
      expect(found).toEqual(profile);
      expect((await candidate(aNeed(), profile.id)).profile).toEqual(profile);
    };

    it('gives back a profile with everything dispatch asks about', async () => {
      await expectProfile(
        await world.addEscort({
          gender: 'male',
          account: 'WARNED',
          certification: 'SUSPENDED',
          isAccepting: false,
          credentials: [
            { kind: 'background-check', validUntil: new Date('2030-06-30T16:00:00Z') },
            { kind: 'health-certificate', validUntil: new Date('2030-12-31T16:00:00Z') },
          ],
          skills: ['care', 'wheelchair'],
          services: ['care-12h'],
          hospitals: [world.hospitalId],
          roster: [
            { weekday: 1, fromMinute: 480, toMinute: 720 },
            { weekday: 3, fromMinute: 0, toMinute: 1440 },
          ],
          leaves: [on('12'), on('14')],
          doNotMatch: [world.patientId],
          rating: { hundredths: 475, count: 8 },
        }),
      );
    });

    it('gives back a bare profile, and nothing for a stranger', async () => {
      const { base: _, ...bare } = await world.addEscort();
      const profile: EscortProfile = {
        ...bare,
        id: idFrom<EscortId>(freshId()),
        accountId: (await aWorld(opened())).accountId,
        credentials: [],
        skills: [],
        services: [],
        rating: { hundredths: 0, count: 0 },
      };
      await opened().seeds.addEscort(profile);
      await expectProfile(profile);
      const stranger = idFrom<EscortId>(freshId());
      expect(await commit(opened(), ({ escorts }) => escorts.profile(stranger))).toBeUndefined();
      expect(
        await commit(opened(), ({ escorts }) => escorts.candidate(stranger, [aNeed()], now)),
      ).toBeUndefined();
    });

    it("answers all escorts of the need's city, accepting or not, each as it answers them alone", async () => {
      const second = await world.addEscort({ isAccepting: false });
      await aWorld(opened());
      const order = await world.addOrder('ACCEPTED', { during: on('10') });
      await hold(order, widen(on('10'), 45, 30));
      const need = aNeed();
      const all = await commit(opened(), (stores) => stores.escorts.candidates([need], now));
      expect(all.map(({ profile }) => profile.id).toSorted()).toEqual([world.escortId, second.id].toSorted());
      for (const one of all) expect(one).toEqual(await candidate(need, one.profile.id));
    });

    it('starts without any work', async () => {
      const idle = { blocks: [], duties: [], recentShifts: 0, visitsWithPatient: 0 };
      expect((await candidate()).workload).toEqual(idle);
    });

    it('tells the live blocks of other orders around the shift', async () => {
      const own = await world.addOrder('PAID');
      const { occupied } = aNeed();
      await hold(await world.addOrder('ACCEPTED'), on('09', '00:00', '01:00'));
      await hold(own, on('09', '01:00', '04:00'));
      await hold(await world.addOrder('PAID'), on('09', '05:00', '06:00'), new Date('2030-01-07T02:01:00Z'));
      const { workload } = await candidate(aNeed({ orderId: own.id }));
      const near = workload.blocks.filter((block) => overlaps(block, occupied));
      expect(byStart(near)).toEqual([on('09', '00:00', '01:00'), on('09', '05:00', '06:00')]);
    });

    it('leaves out tentative blocks that are over', async () => {
      await hold(await world.addOrder('PAID'), during, now);
      expect((await candidate()).workload.blocks).toEqual([]);
    });

    it('counts the planned times of accepted shifts a week around as duty, other orders only', async () => {
      const own = await world.addOrder('ACCEPTED', { during });
      await world.addOrder('FINISHED', { during: on('04') });
      await world.addOrder('ACCEPTED', { during: on('10') });
      await world.addOrder('CANCELLED', { during: on('11') });
      await world.addOrder('ACCEPTED', { during: on('12'), escortId: (await world.addEscort()).id });
      await world.addOrder('ACCEPTED', { during: on('25') });
      const { workload } = await candidate(aNeed({ orderId: own.id }));
      expect(byStart(workload.duties)).toEqual([on('04'), on('10')]);
    });

    it('counts of a service that has ended what was really served, and no shift that was never begun', async () => {
      const two = [on('04', '01:00', '05:00'), on('04', '05:00', '09:00')];
      const serving = await world.addOrder('SERVING', { during: two });
      const planned = (await candidate()).workload.duties;
      expect(byStart(planned)).toEqual(two);
      const [first, second] = serving.shifts;
      const ended = world.anOrder('ENDED', {
        id: serving.id,
        orderNo: serving.orderNo,
        charge: serving.charge,
      });
      if (ended.status !== 'ENDED' || !first || !second) throw new Error('two shifts were asked for');
      const { startsAt, endsAt } = on('04', '00:40', '02:30');
      const shifts = [{ ...first, begunAt: startsAt }, second];
      const served: Order = { ...ended, shifts, endedAt: endsAt, version: 2 };
      await commit(opened(), (stores) => stores.orders.update(served, 1));
      expect((await candidate()).workload.duties).toEqual([{ startsAt, endsAt }]);
    });

    it('tells the work around several shifts in one read', async () => {
      const need = aNeed();
      const last = aNeed({ shiftNo: 2, during: on('20'), occupied: widen(on('20'), 45, 30) });
      await hold(await world.addOrder('ACCEPTED', { during: on('15') }), on('15'));
      await hold(await world.addOrder('ACCEPTED', { during: on('20') }), on('20'));
      await world.addOrder('ACCEPTED', { during: on('26') });
      const [around] = await commit(opened(), ({ escorts }) => escorts.candidates([need, last], now));
      expect(byStart(around?.workload.duties ?? [])).toEqual([on('15'), on('20'), on('26')]);
      const busy = around?.workload.blocks.filter((block) => overlaps(block, last.occupied));
      expect(busy).toEqual([on('20')]);
      const alone = await commit(opened(), ({ escorts }) =>
        escorts.candidate(world.escortId, [need, last], now),
      );
      expect(alone).toEqual(around);
    });

    it('counts recent shifts and finished visits with this patient', async () => {
      const { id: patientId } = await world.addPatient();
      await world.addOrder('FINISHED', { during: on('05') });
      await world.addOrder('FINISHED', { during: on('06'), patientId });
      const november = {
        startsAt: new Date('2029-11-05T01:00:00Z'),
        endsAt: new Date('2029-11-05T05:00:00Z'),
      };
      await world.addOrder('FINISHED', { during: november, createdAt: new Date('2029-11-04T01:00:00Z') });
      await world.addOrder('FINISHED', { during: on('06'), escortId: (await world.addEscort()).id });
      await world.addOrder('ACCEPTED', { during: on('08') });
      const { workload } = await candidate();
      expect(workload.recentShifts).toBe(2);
      expect(workload.visitsWithPatient).toBe(2);
    });
  });
};
