import { beforeEach, describe, expect, it } from 'vitest';
import type { ArmedTimer, Order, OrderTimer } from '../../orders/index.js';
import { idFrom, type OfferId } from '../../shared/ids.js';
import { err } from '../../shared/result.js';
import type { OpenVisitStores } from './fixture.js';
import { freshId } from './fresh.js';
import { aWorld, commit, openedVisits } from './world.js';

const at = (time: string) => new Date(`2030-01-09T${time}:00Z`);
const alarm = (time: string): OrderTimer => ({ kind: 'escort-alarm', dueAt: at(time) });
/** Enough for every timer that cases may have left in a shared store. */
const all = 100_000;

export const timerStoreContract = (adapterName: string, open: OpenVisitStores): void => {
  describe(`TimerStore and DueTimers contract: ${adapterName}`, () => {
    const opened = openedVisits(open);
    let order: Order;
    beforeEach(async () => {
      order = await (await aWorld(opened())).addOrder('PAID');
    });

    const arm = (timers: readonly OrderTimer[], version = 1, of = order) =>
      commit(opened(), (stores) => stores.timers.arm(of.id, timers, version));
    const finish = (timer: ArmedTimer) => commit(opened(), (stores) => stores.timers.finish(timer.id));
    const due = async (time: string, of = order) =>
      (await opened().dueTimers.due(at(time), all)).filter(({ orderId }) => orderId === of.id);
    const onlyDue = async (time: string): Promise<ArmedTimer> => {
      const [timer] = await due(time);
      if (!timer) throw new Error(`no timer is due at ${time}`);
      return timer;
    };

    it('hands out what was armed, with the version it was armed at', async () => {
      const offerId = idFrom<OfferId>(freshId());
      await arm([{ kind: 'offer-expiry', dueAt: at('01:00'), offerId }], 7);
      expect(await due('01:00')).toEqual([
        {
          id: expect.any(String),
          orderId: order.id,
          kind: 'offer-expiry',
          dueAt: at('01:00'),
          offerId,
          armedVersion: 7,
        },
      ]);
    });

    it('hands out which shift it is about', async () => {
      await arm([{ kind: 'cover-alarm', dueAt: at('01:00'), shiftNo: 3 }]);
      expect(await onlyDue('01:00')).toMatchObject({ kind: 'cover-alarm', shiftNo: 3 });
    });

    it('hands out nothing before its time, and no offer where there is none', async () => {
      await arm([alarm('01:00')]);
      expect(await due('00:59')).toEqual([]);
      expect(await onlyDue('01:00')).not.toHaveProperty('offerId');
      expect(await onlyDue('01:00')).not.toHaveProperty('shiftNo');
    });

    it('hands out the earliest first, and no more than asked for', async () => {
      await arm([alarm('03:00'), alarm('01:00'), alarm('02:00')]);
      expect((await due('03:00')).map(({ dueAt }) => dueAt)).toEqual([at('01:00'), at('02:00'), at('03:00')]);
      expect(await opened().dueTimers.due(at('03:00'), 2)).toHaveLength(2);
    });

    it('replaces the unfinished timers of the order and of no other', async () => {
      const other = await (await aWorld(opened())).addOrder('PAID');
      await arm([alarm('01:00')], 1, other);
      await arm([alarm('01:00'), alarm('02:00')]);
      await arm([alarm('03:00')], 2);
      expect((await due('04:00')).map(({ dueAt }) => dueAt)).toEqual([at('03:00')]);
      expect(await due('04:00', other)).toHaveLength(1);
      await arm([], 3);
      expect(await due('04:00')).toEqual([]);
    });

    it('finishes a timer once', async () => {
      await arm([alarm('01:00')]);
      const timer = await onlyDue('01:00');
      expect(await finish(timer)).toBe(true);
      expect(await finish(timer)).toBe(false);
      expect(await due('02:00')).toEqual([]);
    });

    it('lets only one of several workers finish a timer', async () => {
      await arm([alarm('01:00')]);
      const timer = await onlyDue('01:00');
      const answers = await Promise.all(Array.from({ length: 6 }, () => finish(timer)));
      expect(answers.filter((isFirst) => isFirst)).toHaveLength(1);
    });

    it('does not finish a timer that was replaced', async () => {
      await arm([alarm('01:00')]);
      const timer = await onlyDue('01:00');
      await arm([alarm('02:00')], 2);
      expect(await finish(timer)).toBe(false);
    });

    it('leaves a timer due when its command is rolled back', async () => {
      await arm([alarm('01:00')]);
      const timer = await onlyDue('01:00');
      await opened().unitOfWork.run(async (stores) => {
        await stores.timers.finish(timer.id);
        return err('refused');
      });
      expect(await due('01:00')).toEqual([timer]);
      expect(await finish(timer)).toBe(true);
    });

    it('puts a timer off and then hands out the same, still with the instant that the order gave', async () => {
      await arm([alarm('01:00')]);
      const timer = await onlyDue('01:00');
      await opened().dueTimers.postpone(timer.id, at('02:00'), 'the provider did not answer');
      expect(await due('01:59')).toEqual([]);
      expect(await due('02:00')).toEqual([timer]);
      expect(await finish(timer)).toBe(true);
    });

    it('does not bring a finished timer back by putting it off', async () => {
      await arm([alarm('01:00')]);
      const timer = await onlyDue('01:00');
      await finish(timer);
      await opened().dueTimers.postpone(timer.id, at('02:00'), 'too late');
      expect(await due('03:00')).toEqual([]);
    });
  });
};
