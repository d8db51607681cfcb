import { beforeEach, describe, expect, it } from 'vitest';
import type { QuotaUse } from '../../membership/index.js';
import { err, ok } from '../../shared/result.js';
import { anAccountOf, type OpenMembershipStores, openedMembership } from './membership-fixture.js';
import { inOne } from './patient-fixture.js';

export const privilegeQuotasContract = (adapterName: string, open: OpenMembershipStores): void => {
  describe(`PrivilegeQuotas contract: ${adapterName}`, () => {
    const opened = openedMembership(open);
    let use: QuotaUse;
    beforeEach(async () => {
      use = { ...(await anAccountOf(opened())), code: 'can_cancel_late', periodNo: 1, windowNo: 0, most: 3 };
    });
    const take = (one = use) =>
      inOne(opened().unitOfWork, ({ privilegeQuotas }) => privilegeQuotas.take(one));
    const taken = (one = use) =>
      inOne(opened().unitOfWork, ({ privilegeQuotas }) => privilegeQuotas.taken(one));
    const usedUp = (most: number) => err({ type: 'QuotaUsedUp', code: 'can_cancel_late', most });

    it('gives what there is, and says how many are left', async () => {
      expect(await taken()).toBe(0);
      expect([await take(), await take(), await take(), await take()]).toEqual([
        ok({ left: 2 }),
        ok({ left: 1 }),
        ok({ left: 0 }),
        usedUp(3),
      ]);
      expect(await taken()).toBe(3);
    });

    it('counts each window, period and code for itself', async () => {
      const others = [
        { ...use, windowNo: 1 },
        { ...use, periodNo: 2 },
        { ...use, code: 'lounge' },
      ];
      for (const one of [use, ...others]) expect(await take(one)).toEqual(ok({ left: 2 }));
    });

    it('gives nothing where the most is less than what is taken, or nothing', async () => {
      await take();
      expect(await take({ ...use, most: 1 })).toEqual(usedUp(1));
      expect(await take({ ...use, windowNo: 5, most: 0 })).toEqual(usedUp(0));
      expect(await take({ ...use, most: 5 })).toEqual(ok({ left: 3 }));
    });

    it('gives exactly the quota to any number at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => take()));
      expect(answers.filter((answer) => answer.ok)).toHaveLength(3);
      expect(await taken()).toBe(3);
    });

    it('gives back one use at a time, down to none, so that it can be taken again', async () => {
      const giveBack = () =>
        inOne(opened().unitOfWork, ({ privilegeQuotas }) => privilegeQuotas.giveBack(use));
      const other = { ...use, windowNo: 1 };
      await take(other);
      for (const _ of [1, 2, 3]) await take();
      const left: number[] = [];
      for (const _ of [1, 2, 3, 4]) {
        await giveBack();
        left.push(await taken());
      }
      expect(left).toEqual([2, 1, 0, 0]);
      expect(await taken(other)).toBe(1);
      expect(await take()).toEqual(ok({ left: 2 }));
    });

    it('loses and invents nothing when uses are taken and given back at once', async () => {
      for (const _ of [1, 2, 3]) await take();
      const giveBack = async () => {
        await inOne(opened().unitOfWork, ({ privilegeQuotas }) => privilegeQuotas.giveBack(use));
        return ok(undefined);
      };
      const all = await Promise.all([0, 1, 2, 3, 4, 5].map((no) => (no % 2 === 0 ? giveBack() : take())));
      const taking = all.filter((one, no) => no % 2 === 1 && one.ok).length;
      expect(await taken()).toBe(taking);
    });

    it('takes back the use of a transaction that was refused', async () => {
      await opened().unitOfWork.run(async ({ privilegeQuotas }) => {
        await privilegeQuotas.take(use);
        return err('refused');
      });
      expect(await taken()).toBe(0);
    });
  });
};
