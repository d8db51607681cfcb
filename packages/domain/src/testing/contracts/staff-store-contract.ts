import { describe, expect, it } from 'vitest';
import { answered, appealTo, lift } from '../../accounts/index.js';
import { minutesAfter } from '../../shared/clock.js';
import { idFrom, type SanctionId, type StaffGrantId } from '../../shared/ids.js';
import type { OpenAccountStores } from './account-fixture.js';
import { addAccount, aGrant, aSanction, now, openedAccounts, within } from './account-world.js';
import { freshId } from './fresh.js';

const later = minutesAfter(now, 10);

export const staffGrantStoreContract = (adapterName: string, open: OpenAccountStores): void => {
  describe(`StaffGrantStore contract: ${adapterName}`, () => {
    const opened = openedAccounts(open);

    it('gives back grants as they were made, those of a tenant only while they count', async () => {
      const account = await addAccount(opened());
      const [plain, full, over, future] = [
        aGrant(account),
        aGrant(account, { role: 'finance', cityCode: '110000', until: later, grantedBy: account.id }),
        aGrant(account, { role: 'quality', from: minutesAfter(now, -10), until: now }),
        aGrant(account, { role: 'support', from: later }),
      ];
      const found = await within(opened(), async ({ staffGrants }) => {
        for (const grant of [plain, full, over, future]) await staffGrants.insert(grant);
        return {
          one: await staffGrants.find(full.id),
          none: await staffGrants.find(idFrom<StaffGrantId>(freshId())),
          own: await staffGrants.ofAccount(account.id),
          live: await staffGrants.ofTenant(account.tenantId, now),
        };
      });
      expect(found.one).toEqual(full);
      expect(found.none).toBeUndefined();
      expect(found.own).toHaveLength(4);
      expect(new Set(found.live.map(({ id }) => id))).toEqual(new Set([plain.id, full.id]));
    });

    it('revokes once', async () => {
      const account = await addAccount(opened());
      const grant = aGrant(account);
      await within(opened(), ({ staffGrants }) => staffGrants.insert(grant));
      const revoke = () =>
        within(opened(), ({ staffGrants }) => staffGrants.revoke(grant.id, { at: later, by: account.id }));
      expect([await revoke(), await revoke()]).toEqual([true, false]);
      const kept = await within(opened(), ({ staffGrants }) => staffGrants.find(grant.id));
      expect(kept).toEqual({ ...grant, revoked: { at: later, by: account.id } });
    });

    it('lets two who count administrators before revoking one do so one after the other', async () => {
      const account = await addAccount(opened());
      const grants = [
        aGrant(account, { role: 'admin' }),
        aGrant(account, { role: 'admin', cityCode: '110000' }),
      ];
      await within(opened(), async ({ staffGrants }) => {
        for (const grant of grants) await staffGrants.insert(grant);
      });
      const seen = await Promise.all(
        grants.map((grant) =>
          within(opened(), async ({ staffGrants }) => {
            const admins = await staffGrants.lockAdmins(account.tenantId, now);
            if (admins.length > 1) await staffGrants.revoke(grant.id, { at: now, by: account.id });
            return admins.length;
          }),
        ),
      );
      expect(seen.toSorted()).toEqual([1, 2]);
    });
  });
};

export const sanctionStoreContract = (adapterName: string, open: OpenAccountStores): void => {
  describe(`SanctionStore contract: ${adapterName}`, () => {
    const opened = openedAccounts(open);

    it('gives back every kind, the newest first', async () => {
      const account = await addAccount(opened());
      const [warned, restricted, banned] = [
        aSanction(account, { measure: { kind: 'warned' } }),
        aSanction(account, { from: minutesAfter(now, 1), until: later }),
        aSanction(account, { measure: { kind: 'banned' }, from: minutesAfter(now, 2), cause: 'fraud' }),
      ];
      const found = await within(opened(), async ({ sanctions }) => {
        for (const sanction of [warned, restricted, banned]) await sanctions.insert(sanction);
        return [await sanctions.ofAccount(account.id), await sanctions.find(idFrom<SanctionId>(freshId()))];
      });
      expect(found).toEqual([[banned, restricted, warned], undefined]);
    });

    it('keeps what becomes of it, and lists what waits for an answer', async () => {
      const account = await addAccount(opened());
      const sanction = aSanction(account);
      const appealed = appealTo(sanction, '不是我', later);
      const waiting = () => within(opened(), ({ sanctions }) => sanctions.withOpenAppeal(account.tenantId));
      const update = (next: typeof sanction) => within(opened(), ({ sanctions }) => sanctions.update(next));
      await within(opened(), ({ sanctions }) => sanctions.insert(sanction));
      expect(await waiting()).toEqual([]);
      expect(await update(appealed)).toBe(true);
      expect(await waiting()).toEqual([appealed]);
      const answer = { granted: true, text: '查实有误', at: later, by: account.id };
      const closed = answered(appealed, { text: '不是我', at: later }, answer);
      expect(await update(closed)).toBe(true);
      expect(await waiting()).toEqual([]);
      expect(await within(opened(), ({ sanctions }) => sanctions.find(sanction.id))).toEqual(closed);
    });

    it('takes one of two changes of the same version', async () => {
      const account = await addAccount(opened());
      const sanction = aSanction(account);
      await within(opened(), ({ sanctions }) => sanctions.insert(sanction));
      const changes = [
        lift(sanction, { at: later, by: account.id, reason: '已改正' }),
        appealTo(sanction, '不是我', later),
      ];
      const kept = await Promise.all(
        changes.map((next) => within(opened(), ({ sanctions }) => sanctions.update(next))),
      );
      expect(kept.filter(Boolean)).toHaveLength(1);
    });
  });
};
