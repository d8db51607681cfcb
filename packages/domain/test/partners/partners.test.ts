import { authorize, partnerOperations, partnerRelations } from '@banzhen/domain/policy';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import { type AccountId, type HospitalId, idFrom, type PartnerId } from '@banzhen/domain/shared/ids';
import { err, ok } from '@banzhen/domain/shared/result';
import { aDispatcher, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { admin, elsewhere, hospitalId, origin, partnersScene } from './partners-scene.js';

const DAY_MINUTES = 24 * 60;
const otherHospital = idFrom<HospitalId>('01900001-0000-7000-8000-0000000000b2');

describe('partners', () => {
  it('are registered by administrators, each name once', async () => {
    const { partners, partnerId } = await partnersScene();
    const register = (name: string, actor = admin()) =>
      partners.registerPartner(actor, origin, { name, kind: 'insurer' });
    expect(await register(' 晨光门诊 ')).toEqual(err({ type: 'PartnerKnown' }));
    for (const name of ['', '  ', '长'.repeat(81)])
      expect(await register(name)).toEqual(err({ type: 'PartnerNameUnfit', limit: 80 }));
    expect(await register('保险', aDispatcher())).toEqual(
      err({ type: 'NotAllowed', operation: 'partner.register' }),
    );
    const ofOneCity = admin({ roleScopes: [{ role: 'admin', cityCode: 'beijing' }] });
    expect((await register('保险', ofOneCity)).ok).toBe(false);
    expect((await register('保险')).ok).toBe(true);
    const listed = must(await partners.listPartners(admin()));
    expect(listed.map(({ name }) => name)).toEqual(['保险', '晨光门诊']);
    expect(listed[1]).toMatchObject({ id: partnerId, kind: 'clinic', keys: [] });
    expect(must(await partners.listPartners(admin({ tenantId: elsewhere })))).toEqual([]);
  });

  it('leave an entry for what is done about them, and for what is refused', async () => {
    const { audit, createKey, partners, partnerId } = await partnersScene();
    const { keyId } = must(await createKey());
    await createKey({ days: 366 });
    must(await partners.revokeKey(admin(), origin, { keyId }));
    const entries = await audit();
    expect(entries.map(({ operation, outcome, reason }) => [operation, outcome, reason])).toEqual([
      ['partner.register', 'done', undefined],
      ['partner-key.create', 'done', undefined],
      ['partner-key.create', 'refused', 'KeyLifeUnfit'],
      ['partner-key.revoke', 'done', undefined],
    ]);
    expect(entries[1]).toMatchObject({ object: { kind: 'partner', id: partnerId }, facts: { keyId } });
    expect(JSON.stringify(entries)).not.toContain('mk_live');
  });
});

describe('keys', () => {
  it('are told once, and kept as a hash', async () => {
    const { createKey, partners, stores } = await partnersScene();
    const { key, keyId, expiresAt } = must(await createKey());
    expect(key).toMatch(/^mk_live_/);
    expect(expiresAt).toEqual(new Date('2030-02-06T02:00:00Z'));
    expect((await stores.reader.find(`hash of ${key}`))?.key.id).toBe(keyId);
    const listed = must(await partners.listPartners(admin()));
    expect(JSON.stringify(listed)).not.toContain(key);
    expect(JSON.stringify(listed)).not.toContain('hash');
  });

  it('need a fresh proof', async () => {
    const { createKey, clock } = await partnersScene();
    const stale = admin({ steppedUpAt: clock.now() });
    clock.advance(5);
    expect(await createKey({}, stale)).toEqual(err({ type: 'StepUpNeeded' }));
  });

  it('are two at most, and one more once one is revoked or over', async () => {
    const { createKey, partners, clock } = await partnersScene();
    const first = must(await createKey({ days: 1 }));
    must(await createKey());
    expect(await createKey()).toEqual(err({ type: 'TooManyKeys', limit: 2 }));
    must(await partners.revokeKey(admin(), origin, { keyId: first.keyId }));
    must(await createKey({ days: 1 }));
    expect(await createKey()).toEqual(err({ type: 'TooManyKeys', limit: 2 }));
    clock.advance(DAY_MINUTES);
    must(await createKey());
  });

  it.each([
    ['no day', { days: 0 }, { type: 'KeyLifeUnfit', mostDays: 365 }],
    ['a part of a day', { days: 1.5 }, { type: 'KeyLifeUnfit', mostDays: 365 }],
    ['more than a year', { days: 366 }, { type: 'KeyLifeUnfit', mostDays: 365 }],
    ['no request', { dailyQuota: 0 }, { type: 'QuotaUnfit', least: 1, most: 10_000_000 }],
    ['no range', { networks: ['203.0.113.7'] }, { type: 'NetworkUnfit', given: '203.0.113.7', limit: 50 }],
  ])('are refused for %s', async (_, changed, refusal) => {
    const { createKey } = await partnersScene();
    expect(await createKey(changed)).toEqual(err(refusal));
  });

  it('are for hospitals that there are, and for operations of partners', async () => {
    const { createKey, wanted } = await partnersScene();
    const scoped = (scope: Partial<typeof wanted.scope>) =>
      createKey({ scope: { ...wanted.scope, ...scope } });
    expect(await scoped({ hospitalIds: [] })).toEqual(err({ type: 'KeyScopeUnfit', part: 'hospitals' }));
    expect(await scoped({ hospitalIds: [otherHospital] })).toEqual(
      err({ type: 'KeyScopeUnfit', part: 'hospitals', given: otherHospital }),
    );
    expect(await scoped({ operations: [] })).toEqual(err({ type: 'KeyScopeUnfit', part: 'operations' }));
    for (const given of ['role.grant', 'order.confirm', 'nothing', 'appointment.confirm'])
      expect(await scoped({ operations: [given] })).toEqual(
        err({ type: 'KeyScopeUnfit', part: 'operations', given }),
      );
    expect((await scoped({ operations: partnerOperations.slice() })).ok).toBe(true);
  });

  it('are not there for administrators of another tenant', async () => {
    const { createKey, partners } = await partnersScene();
    const { keyId } = must(await createKey());
    const foreign = admin({ tenantId: elsewhere });
    expect(await createKey({}, foreign)).toEqual(err({ type: 'NotFound' }));
    expect(await partners.revokeKey(foreign, origin, { keyId })).toEqual(err({ type: 'NotFound' }));
    expect(await createKey({ partnerId: idFrom<PartnerId>(otherHospital) })).toEqual(
      err({ type: 'NotFound' }),
    );
  });
});

describe('who shows a key', () => {
  it('is the partner, with what the key is for', async () => {
    const { createKey, show, partnerId } = await partnersScene();
    const { key, keyId } = must(await createKey());
    expect(await show(key)).toEqual(
      ok({
        kind: 'partner',
        partnerId,
        keyId,
        tenantId: admin().tenantId,
        accountId: expect.any(String),
        hospitalIds: [hospitalId],
        operations: ['appointment.cancel', 'appointment.read'],
      }),
    );
  });

  it('is nobody with a key that is none, of another mode, or never given out', async () => {
    const { createKey, show } = await partnersScene();
    const { key } = must(await createKey());
    const sandbox = await partnersScene({ mode: 'test' });
    const forged = await partnersScene();
    await forged.createKey();
    const other = must(await forged.createKey());
    for (const text of ['', 'mk_live_', key.slice(0, -1), must(await sandbox.createKey()).key, other.key])
      expect(await show(text)).toEqual(err({ type: 'KeyInvalid' }));
  });

  it('is told that the key was revoked, or has expired, from that instant on', async () => {
    const { createKey, show, partners, clock } = await partnersScene();
    const [first, second] = [must(await createKey()), must(await createKey({ days: 1 }))];
    must(await partners.revokeKey(admin(), origin, { keyId: first.keyId }));
    must(await partners.revokeKey(admin(), origin, { keyId: first.keyId }));
    expect(await show(first.key)).toEqual(err({ type: 'KeyOver', why: 'revoked' }));
    clock.advance(DAY_MINUTES - 1);
    expect((await show(second.key)).ok).toBe(true);
    clock.advance(1);
    expect(await show(second.key)).toEqual(err({ type: 'KeyOver', why: 'expired' }));
  });

  it('shows it from a listed network, or from anywhere where none is listed', async () => {
    const { createKey, show, partners } = await partnersScene();
    const { key, keyId } = must(await createKey());
    expect(await show(key, { address: '203.0.114.7' })).toEqual(err({ type: 'KeyNotFromHere' }));
    expect(
      await partners.showKey({ text: key, address: undefined, operation: 'appointment.read' }).decided,
    ).toEqual(err({ type: 'KeyNotFromHere' }));
    must(await partners.revokeKey(admin(), origin, { keyId }));
    const open = must(await createKey({ networks: [] }));
    expect((await show(open.key, { address: '198.51.100.1' })).ok).toBe(true);
  });

  it('may do what the key is for, so often a day, and is told when again', async () => {
    const { createKey, show, clock } = await partnersScene();
    const { key } = must(await createKey());
    expect(await show(key, { operation: 'appointment.hold' })).toEqual(
      err({ type: 'KeyOutOfScope', operation: 'appointment.hold' }),
    );
    for (let no = 0; no < 3; no += 1) expect((await show(key)).ok).toBe(true);
    expect(await show(key)).toEqual(
      err({ type: 'KeyQuotaSpent', limit: 3, retryAfterSeconds: 22 * 60 * 60 }),
    );
    clock.advance(22 * 60);
    expect((await show(key)).ok).toBe(true);
  });
});

describe('the policy table, for partners', () => {
  const actor: PartnerActor = {
    kind: 'partner',
    partnerId: idFrom<PartnerId>('01900001-0000-7000-8000-0000000000c1'),
    keyId: idFrom('01900001-0000-7000-8000-0000000000c2'),
    tenantId: admin().tenantId,
    accountId: idFrom<AccountId>('01900001-0000-7000-8000-0000000000c3'),
    hospitalIds: [hospitalId],
    operations: ['appointment.read'],
  };
  const at = { tenantId: actor.tenantId, hospitalId };

  it('knows them at the hospitals of their key alone', () => {
    expect(partnerRelations(actor, at)).toEqual(['partner']);
    expect(partnerRelations(actor, { ...at, bookedBy: actor.accountId })).toEqual([
      'partner',
      'partner-booker',
    ]);
    expect(partnerRelations(actor, { ...at, hospitalId: otherHospital })).toEqual([]);
    expect(partnerRelations(actor, { ...at, tenantId: elsewhere, bookedBy: actor.accountId })).toEqual([]);
  });

  it('lets them do what the key says, in the capacity of the clinic, and nothing else', () => {
    const relations = new Set(partnerRelations(actor, at));
    expect(authorize('appointment.read', actor, relations)).toEqual(
      ok({ as: 'C', accountId: actor.accountId }),
    );
    expect(authorize('appointment.cancel', actor, relations)).toEqual(
      err({ type: 'NotAllowed', operation: 'appointment.cancel' }),
    );
    expect(authorize('appointment.read', actor, new Set())).toEqual(err({ type: 'NotFound' }));
    const greedy = { ...actor, operations: ['role.grant', 'order.read', 'appointment.void', 'me.read'] };
    for (const operation of ['role.grant', 'order.read', 'appointment.void', 'me.read'] as const)
      expect(authorize(operation, greedy, relations).ok).toBe(false);
  });

  it('has them in rows about clinics, what their patients have there, their own orders and account, and webhooks alone', () => {
    expect(
      partnerOperations.filter(
        (one) =>
          !/^(?:appointment|availability|benefit|clinic-session|directory|partner-event|schedule|webhook-\w+)\./.test(
            one,
          ),
      ),
    ).toEqual([
      'quote.request',
      'order.create',
      'order.read',
      'order.list-of-hospital',
      'order.pay-on-account',
      'order.quote-cancellation',
      'order.cancel',
      'statement.read',
    ]);
  });
});
