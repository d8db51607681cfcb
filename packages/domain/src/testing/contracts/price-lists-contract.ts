import { beforeEach, describe, expect, it } from 'vitest';
import { type PriceList, priceListAt, type ServicePrice } from '../../pricing/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { idFrom, type TenantId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { aService } from '../builders/beijing.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { aWorld, commit, openedVisits } from './world.js';

const now = new Date('2030-01-08T02:00:00Z');

export const priceListsContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`PriceLists contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let tenantId: TenantId;
    let cityCode: string;
    beforeEach(async () => {
      ({ tenantId, cityCode } = await aWorld(opened()));
      for (const code of ['care-12h', 'half-day'])
        await opened().seeds.addService(cityCode, aService({ code }));
    });
    const price = (serviceCode: string, yuan: number): ServicePrice => ({
      ...{ cityCode, serviceCode, unitPriceFen: fen(yuan * 100) },
    });
    const ranged = (serviceCode: string, yuan: number): ServicePrice => ({
      ...price(serviceCode, yuan),
      reference: { lowestFen: fen(yuan * 100 - 1), highestFen: fen(yuan * 200) },
    });
    const publish = (version: number, inForceFrom: Date, prices: PriceList['prices']) =>
      commit(opened(), ({ priceLists }) =>
        priceLists.publish(tenantId, { list: { version, prices }, inForceFrom, reason: '旺季' }),
      );
    const published = (of = tenantId) => commit(opened(), ({ priceLists }) => priceLists.published(of));
    const inForce = (at: Date, of = tenantId) =>
      commit(opened(), ({ priceLists }) => priceLists.inForce(of, at));

    it('knows what is offered in every city, with the city', async () => {
      const services = await commit(opened(), ({ catalogue }) => catalogue.services());
      const own = services.filter((one) => one.cityCode === cityCode).map(({ code }) => code);
      expect(own).toEqual(own.toSorted());
      expect(own).toEqual(expect.arrayContaining(['care-12h', 'half-day']));
      expect(services).toContainEqual({ ...aService({ code: 'half-day' }), cityCode });
    });

    it('gives versions of a tenant back whole, the highest first, and to no other', async () => {
      expect(await published()).toEqual([]);
      const later = minutesAfter(now, 7);
      await publish(1, now, [price('care-12h', 300), ranged('half-day', 200)]);
      await publish(2, later, []);
      expect(await published()).toEqual([
        { list: { version: 2, prices: [] }, inForceFrom: later, reason: '旺季' },
        {
          list: { version: 1, prices: [price('care-12h', 300), ranged('half-day', 200)] },
          ...{ inForceFrom: now, reason: '旺季' },
        },
      ]);
      expect(await published(idFrom<TenantId>(freshId()))).toEqual([]);
    });

    it('tells the prices of the version in force, and of none before the first', async () => {
      await publish(1, now, [ranged('half-day', 200)]);
      await publish(2, minutesAfter(now, 10), [price('half-day', 250)]);
      await publish(3, minutesAfter(now, 5), [price('half-day', 260), price('care-12h', 500)]);
      await publish(4, minutesAfter(now, 20), []);
      const versions = await published();
      for (const minutes of [-1, 0, 4, 5, 10, 19, 20, 60]) {
        const at = minutesAfter(now, minutes);
        const expected = priceListAt(versions, at)?.prices ?? [];
        const sorted = expected.toSorted((left, right) => (left.serviceCode < right.serviceCode ? -1 : 1));
        expect([minutes, await inForce(at)]).toEqual([minutes, sorted]);
      }
      expect(await inForce(minutesAfter(now, 6), idFrom<TenantId>(freshId()))).toEqual([]);
    });

    it('publishes a number once, whoever comes second, and never changes it', async () => {
      const first = [price('half-day', 200)];
      const answers = await Promise.all([publish(1, now, first), publish(1, now, first)]);
      expect(answers.toSorted()).toEqual([false, true]);
      expect(await publish(1, now, [price('half-day', 900)])).toBe(false);
      expect(await inForce(now)).toEqual(first);
    });
  });
};
