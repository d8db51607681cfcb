import type { ConsentDocument } from '@banzhen/domain/consents';
import { ok } from '@banzhen/domain/shared/result';
import { aFamily, inMemoryPeople, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';

const family = aFamily();
const later = new Date('2030-06-01T00:00:00Z');
const terms = (version: number, inForceFrom = new Date(0)): ConsentDocument => ({
  kind: 'terms',
  version,
  title: { zh: '服务条款', en: 'Terms' },
  text: { zh: '……', en: '…' },
  inForceFrom,
});

const aWorld = async () => {
  const world = inMemoryPeople();
  await world.stores.publishConsentDocument(terms(1));
  await world.stores.publishConsentDocument(terms(2, later));
  const { patients, origin, stores } = world;
  return {
    ...world,
    give: (version: number) => patients.giveConsent(family, origin, { kind: 'terms', version }),
    withdraw: () => patients.withdrawConsent(family, origin, { kind: 'terms' }),
    said: async () =>
      must(
        await stores.unitOfWork.run(async ({ consents }) => ok(await consents.ofAccount(family.accountId))),
      ),
    seen: async () => must(await patients.listConsents(family)),
  };
};

describe('consent', () => {
  it('is a row with account, version, time and network, one for each word', async () => {
    const { give, withdraw, said, clock, origin } = await aWorld();
    must(await give(1));
    must(await give(1));
    clock.advance(5);
    must(await withdraw());
    must(await withdraw());
    const at = clock.now();
    const { accountId, tenantId } = family;
    const row = { accountId, tenantId, kind: 'terms', version: 1, network: origin.network };
    expect(await said()).toMatchObject([
      { ...row, act: 'given' },
      { ...row, act: 'withdrawn', at },
    ]);
  });

  it('is to the version in force, and asked for again when that changes', async () => {
    const { give, seen, clock } = await aWorld();
    expect(await give(2)).toEqual({
      ok: false,
      error: { type: 'ConsentOutdated', kind: 'terms', version: 1 },
    });
    must(await give(1));
    expect(await seen()).toMatchObject([{ document: { version: 1 }, isGiven: true, last: { act: 'given' } }]);
    clock.set(later);
    expect(await seen()).toMatchObject([{ document: { version: 2 }, isGiven: false, last: { version: 1 } }]);
    must(await give(2));
    expect(await seen()).toMatchObject([{ isGiven: true }]);
  });

  it('to a text that was never published is not there', async () => {
    const { patients, origin } = await aWorld();
    expect(await patients.giveConsent(family, origin, { kind: 'privacy', version: 1 })).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
  });

  it('that was taken back counts no more', async () => {
    const { give, withdraw, seen } = await aWorld();
    must(await give(1));
    must(await withdraw());
    expect(await seen()).toMatchObject([{ isGiven: false, last: { act: 'withdrawn' } }]);
  });
});
