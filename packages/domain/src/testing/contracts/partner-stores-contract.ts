import { beforeEach, describe, expect, it } from 'vitest';
import type { Partner, PartnerKey } from '../../partners/index.js';
import {
  type AccountId,
  type HospitalId,
  idFrom,
  type PartnerId,
  type PartnerKeyId,
  type TenantId,
} from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { done, err, ok } from '../../shared/result.js';
import { freshId } from './fresh.js';
import { type OpenPartnerStores, openedPartners } from './partner-fixture.js';
import { inOne } from './patient-fixture.js';

const madeAt = new Date('2030-01-07T02:00:00Z');
const later = (minutes: number): Date => new Date(madeAt.getTime() + minutes * 60_000);

const aHash = (): string => (freshId() + freshId()).replaceAll('-', '');

const aPartner = (given: Partial<Partner> = {}): Partner => ({
  id: idFrom<PartnerId>(freshId()),
  tenantId: idFrom<TenantId>(freshId()),
  accountId: idFrom<AccountId>(freshId()),
  kind: 'clinic',
  name: '晨光门诊',
  createdAt: madeAt,
  ...given,
});

const aKey = (partner: Partner, given: Partial<PartnerKey> = {}): PartnerKey => ({
  id: idFrom<PartnerKeyId>(freshId()),
  partnerId: partner.id,
  hash: aHash(),
  scope: {
    hospitalIds: [idFrom<HospitalId>(freshId()), idFrom<HospitalId>(freshId())],
    operations: ['appointment.cancel', 'appointment.read'],
  },
  networks: ['203.0.113.0/24', '2001:db8::/64'],
  dailyQuota: 1_000,
  createdAt: madeAt,
  createdBy: partner.accountId,
  expiresAt: later(60),
  ...given,
});

export const partnerStoresContract = (adapterName: string, open: OpenPartnerStores): void => {
  describe(`PartnerStore, PartnerKeyStore and PartnerKeyReader contract: ${adapterName}`, () => {
    const opened = openedPartners(open);
    let partner: Partner;
    beforeEach(async () => {
      partner = aPartner();
      expect(await insert(partner)).toEqual(done);
    });

    const insert = (one: Partner) => opened().unitOfWork.run(({ partners }) => partners.insert(one));
    const find = (id = partner.id) => inOne(opened().unitOfWork, ({ partners }) => partners.find(id));
    const put = (key: PartnerKey) =>
      opened().unitOfWork.run(async ({ partnerKeys }) => ok(await partnerKeys.insert(key)));
    const findKey = (id: PartnerKeyId) =>
      inOne(opened().unitOfWork, ({ partnerKeys }) => partnerKeys.find(id));
    const revoke = (id: PartnerKeyId, at: Date) =>
      opened().unitOfWork.run(async ({ partnerKeys }) => ok(await partnerKeys.revoke(id, at)));

    it('gives a partner back, whole, also locked', async () => {
      expect(await find()).toEqual(partner);
      expect(await inOne(opened().unitOfWork, ({ partners }) => partners.lock(partner.id))).toEqual(partner);
      expect(await find(idFrom<PartnerId>(freshId()))).toBeUndefined();
      const insurer = aPartner({ kind: 'insurer' });
      await insert(insurer);
      expect(await find(insurer.id)).toEqual(insurer);
    });

    it('has each name once in a tenant, of any number at once', async () => {
      const { tenantId } = partner;
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => insert(aPartner({ tenantId, name: '同名' }))),
      );
      expect(answers.filter(({ ok: isIn }) => isIn)).toHaveLength(1);
      expect(answers.filter((answer) => !answer.ok)).toEqual(
        Array.from({ length: 4 }, () => err({ type: 'PartnerKnown' })),
      );
      expect(await insert(aPartner({ name: '同名' }))).toEqual(done);
    });

    it('lists the partners of a tenant by name', async () => {
      const { tenantId } = partner;
      const first = aPartner({ tenantId, name: 'A' });
      await insert(first);
      await insert(aPartner({ name: 'B' }));
      expect(await inOne(opened().unitOfWork, ({ partners }) => partners.ofTenant(tenantId))).toEqual([
        first,
        partner,
      ]);
    });

    it('lets a partner owe nothing until a limit is set, and says what the limit was before', async () => {
      const { accountId } = partner;
      const line = () => inOne(opened().unitOfWork, ({ creditLines }) => creditLines.find(accountId));
      const setLimit = (limitFen: number) =>
        inOne(opened().unitOfWork, ({ creditLines }) => creditLines.setLimit(accountId, fen(limitFen)));
      expect(await line()).toEqual({ owedFen: 0, limitFen: 0 });
      expect(await setLimit(500_00)).toEqual({ owedFen: 0, limitFen: 0 });
      expect(await setLimit(300_00)).toEqual({ owedFen: 0, limitFen: 500_00 });
      expect(await line()).toEqual({ owedFen: 0, limitFen: 300_00 });
    });

    it('gives keys back, whole, the newest first', async () => {
      const [old, young] = [aKey(partner), aKey(partner, { createdAt: later(1), networks: [] })];
      await put(old);
      await put(young);
      expect(await findKey(old.id)).toEqual(old);
      expect(
        await inOne(opened().unitOfWork, ({ partnerKeys }) => partnerKeys.ofPartner(partner.id)),
      ).toEqual([young, old]);
    });

    it('finds who shows a key by its hash, and nobody by another one', async () => {
      const key = aKey(partner);
      await put(key);
      expect(await opened().reader.find(key.hash)).toEqual({ key, partner });
      expect(await opened().reader.find(aHash())).toBeUndefined();
    });

    it('has no two keys of one hash', async () => {
      const key = aKey(partner);
      await put(key);
      await expect(put(aKey(partner, { hash: key.hash }))).rejects.toThrow();
    });

    it('revokes a key once, and the reader sees it at once', async () => {
      const key = aKey(partner);
      await put(key);
      expect(await revoke(key.id, later(5))).toEqual(ok(true));
      expect(await revoke(key.id, later(6))).toEqual(ok(false));
      expect((await opened().reader.find(key.hash))?.key.revokedAt).toEqual(later(5));
      expect(await revoke(idFrom<PartnerKeyId>(freshId()), later(7))).toEqual(ok(false));
    });

    it('lets exactly the quota through in a day, of any number at once, and notes the use', async () => {
      const key = aKey(partner);
      await put(key);
      const take = (day: string, most = 3) => opened().reader.take(key.id, { day, most, at: later(9) });
      const answers = await Promise.all(Array.from({ length: 12 }, () => take('2030-01-07')));
      expect(answers.filter((isWithin) => isWithin)).toHaveLength(3);
      expect(await take('2030-01-08')).toBe(true);
      expect(await take('2030-01-07', 4)).toBe(true);
      expect((await findKey(key.id))?.lastUsedAt).toEqual(later(9));
    });

    it('tells how often the keys of a partner were shown, by day and key, and nothing of others', async () => {
      const [first, second] = [aKey(partner), aKey(partner)].toSorted((one, two) =>
        one.id < two.id ? -1 : 1,
      );
      const other = aPartner();
      await insert(other);
      const foreign = aKey(other);
      for (const key of [first, second, foreign]) if (key) await put(key);
      if (!first || !second) throw new Error('there are two keys');
      const take = (key: PartnerKey, day: string) =>
        opened().reader.take(key.id, { day, most: 10, at: later(9) });
      for (const [key, day] of [
        [second, '2030-01-07'],
        [first, '2030-01-07'],
        [first, '2030-01-07'],
        [first, '2030-01-06'],
        [first, '2030-01-05'],
        [foreign, '2030-01-07'],
      ] as const)
        expect(await take(key, day)).toBe(true);
      const uses = await inOne(opened().unitOfWork, ({ partnerKeys }) =>
        partnerKeys.usesOf(partner.id, '2030-01-06'),
      );
      expect(uses).toEqual([
        { keyId: first.id, day: '2030-01-06', requests: 1 },
        { keyId: first.id, day: '2030-01-07', requests: 2 },
        { keyId: second.id, day: '2030-01-07', requests: 1 },
      ]);
    });

    it('lets counts of days go that are long over, and no others', async () => {
      const key = aKey(partner);
      await put(key);
      for (const day of ['2001-01-01', '2030-01-07'])
        expect(await opened().reader.take(key.id, { day, most: 10, at: later(9) })).toBe(true);
      const prune = (before: string) => opened().pruner.prune('partner-key-use', new Date(before), 100_000);
      expect(await prune('2001-01-01T00:00:00Z')).toBe(0);
      expect(await prune('2001-01-02T00:00:00Z')).toBe(1);
      const left = await inOne(opened().unitOfWork, ({ partnerKeys }) =>
        partnerKeys.usesOf(partner.id, '2001-01-01'),
      );
      expect(left).toEqual([{ keyId: key.id, day: '2030-01-07', requests: 1 }]);
    });
  });
};
