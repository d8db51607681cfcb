import { type PartnerKey, usageOf } from '@banzhen/domain/partners';
import { type AccountId, idFrom, type PartnerId, type PartnerKeyId } from '@banzhen/domain/shared/ids';
import { err } from '@banzhen/domain/shared/result';
import { aDispatcher, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { admin, elsewhere, hospitalId, origin, partnersScene } from './partners-scene.js';

const now = new Date('2030-01-30T10:00:00Z');
const [one, two] = ['01900001-0000-7000-8000-0000000000f1', '01900001-0000-7000-8000-0000000000f2'].map(
  (id) => idFrom<PartnerKeyId>(id),
) as [PartnerKeyId, PartnerKeyId];

const aKey = (given: Partial<PartnerKey>): PartnerKey => ({
  id: one,
  partnerId: idFrom<PartnerId>('01900001-0000-7000-8000-0000000000c1'),
  hash: 'hash',
  scope: { hospitalIds: [hospitalId], operations: ['appointment.read'] },
  networks: [],
  dailyQuota: 100,
  createdAt: new Date('2030-01-10T12:00:00Z'),
  createdBy: idFrom<AccountId>('01900001-0000-7000-8000-0000000000a1'),
  expiresAt: new Date('2030-12-31T00:00:00Z'),
  ...given,
});

describe('usage of a partner', () => {
  it('is thirty UTC days, of all its keys, against the quota of those that counted that day', () => {
    const keys = [aKey({}), aKey({ id: two, dailyQuota: 30, revokedAt: new Date('2030-01-12T00:00:00Z') })];
    const uses = [
      { keyId: one, day: '2030-01-11', requests: 7 },
      { keyId: two, day: '2030-01-11', requests: 5 },
      { keyId: one, day: '2030-01-30', requests: 100 },
    ];
    const days = usageOf(keys, uses, now);
    expect(days.map(({ day }) => day)).toEqual(
      Array.from({ length: 30 }, (_, no) => `2030-01-${String(no + 1).padStart(2, '0')}`),
    );
    const on = (day: number) => [days[day - 1]?.requests, days[day - 1]?.quota];
    expect([on(9), on(10), on(11), on(12), on(30)]).toEqual([
      [0, 0],
      [0, 130],
      [12, 130],
      [0, 100],
      [100, 100],
    ]);
  });

  it('is for administrators of the tenant alone', async () => {
    const { partners, partnerId, createKey, show } = await partnersScene();
    const { key } = must(await createKey());
    must(await show(key));
    must(await show(key));
    const days = must(await partners.readUsage(admin(), { partnerId }));
    expect(days.at(-1)).toEqual({ day: '2030-01-07', requests: 2, quota: 3 });
    expect(await partners.readUsage(aDispatcher(), { partnerId })).toEqual(
      err({ type: 'NotAllowed', operation: 'partner-usage.read' }),
    );
    expect(await partners.readUsage(admin({ tenantId: elsewhere }), { partnerId })).toEqual(
      err({ type: 'NotFound' }),
    );
  });
});

describe('what a partner is told', () => {
  it('is of the hospitals of its live keys that may follow events', async () => {
    const { partners, partnerId, createKey } = await partnersScene();
    const followed = async (actor = admin()) => partners.followedHospitals(actor, { partnerId });
    const hospitals = async () => must(await followed()).hospitalIds;
    must(await createKey());
    expect(await hospitals()).toEqual([]);
    const scope = { hospitalIds: [hospitalId], operations: ['partner-event.list'] };
    const { keyId } = must(await createKey({ scope }));
    expect(await hospitals()).toEqual([hospitalId]);
    must(await partners.revokeKey(admin(), origin, { keyId }));
    expect(await hospitals()).toEqual([]);
    expect(await followed(admin({ tenantId: elsewhere }))).toEqual(err({ type: 'NotFound' }));
    expect(await followed(aDispatcher())).toEqual(
      err({ type: 'NotAllowed', operation: 'partner-event.browse' }),
    );
  });
});
