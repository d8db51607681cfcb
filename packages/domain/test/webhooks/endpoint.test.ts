import {
  type AccountId,
  idFrom,
  type PartnerId,
  type TenantId,
  type WebhookEndpointId,
} from '@banzhen/domain/shared/ids';
import { err } from '@banzhen/domain/shared/result';
import {
  checkRoomForEndpoint,
  disabledBy,
  type EndpointCommand,
  endpointAfter,
  endpointMoves,
  endpointStates,
  rotationEnd,
  type SendOutcome,
  signingSecrets,
  type WebhookEndpoint,
} from '@banzhen/domain/webhooks';
import { describe, expect, it } from 'vitest';

const at = new Date('2030-01-07T02:00:00Z');
const later = (hours: number): Date => new Date(at.getTime() + hours * 3_600_000);
const id = '01900000-0000-7000-8000-000000000001';
const endpoint: WebhookEndpoint = {
  id: idFrom<WebhookEndpointId>(id),
  tenantId: idFrom<TenantId>(id),
  partnerId: idFrom<PartnerId>(id),
  accountId: idFrom<AccountId>(id),
  url: 'https://clinic.example/hooks',
  hospitalIds: [],
  eventTypes: [],
  state: 'active',
  createdAt: at,
  createdBy: idFrom<AccountId>(id),
  version: 3,
};
const status = (code: number): SendOutcome => ({ kind: 'answered', status: code });

describe('an endpoint of webhooks', () => {
  it('moves by the table alone, one version on', () => {
    const commands: readonly EndpointCommand[] = ['disable', 'enable', 'remove'];
    for (const state of endpointStates)
      for (const on of commands) {
        const moved = endpointAfter({ ...endpoint, state }, on, { at });
        const row = endpointMoves.find((move) => move.from === state && move.on === on);
        if (!row) expect(moved).toEqual(err({ type: 'EndpointNotSo', state }));
        else expect(moved.ok && moved.value).toMatchObject({ state: row.to, version: 4 });
      }
  });

  it('says why and since when it is disabled, and forgets it when it is enabled', () => {
    const disabled = endpointAfter({ ...endpoint, failingSince: at }, 'disable', { at });
    if (!disabled.ok) throw new Error('an active endpoint is disabled');
    expect(disabled.value).toEqual({
      ...endpoint,
      state: 'disabled',
      disabled: { why: 'by-hand', at },
      version: 4,
    });
    const enabled = endpointAfter(disabled.value, 'enable', { at });
    expect(enabled.ok && enabled.value).toEqual({ ...endpoint, version: 5 });
  });

  it('is disabled at once by 410, and by seven days of nothing but failures', () => {
    expect(disabledBy(status(410), undefined, at)).toBe('gone');
    expect(disabledBy(status(500), at, later(24 * 7 - 0.001))).toBeUndefined();
    expect(disabledBy(status(500), at, later(24 * 7))).toBe('failing');
    expect(disabledBy({ kind: 'failed', why: 'timeout' }, at, later(24 * 9))).toBe('failing');
    expect(disabledBy(status(204), at, later(24 * 9))).toBeUndefined();
    expect(disabledBy(status(500), undefined, at)).toBeUndefined();
  });

  it('signs with two secrets while they rotate, and with the new one after a day', () => {
    const old = { text: 'whsec_old', createdAt: at, endsAt: rotationEnd(later(1)) };
    const young = { text: 'whsec_new', createdAt: later(1) };
    const texts = (now: Date) => signingSecrets([old, young], now).map(({ text }) => text);
    expect(texts(later(24.9))).toEqual(['whsec_new', 'whsec_old']);
    expect(texts(later(25))).toEqual(['whsec_new']);
    const third = { text: 'whsec_third', createdAt: later(2) };
    expect(signingSecrets([old, young, third], later(3)).map(({ text }) => text)).toEqual([
      'whsec_third',
      'whsec_new',
    ]);
  });

  it('is one of ten that a partner has', () => {
    const many = (count: number) => Array.from({ length: count }, () => endpoint);
    expect(checkRoomForEndpoint(many(9)).ok).toBe(true);
    expect(checkRoomForEndpoint([...many(9), { ...endpoint, state: 'removed' }]).ok).toBe(true);
    expect(checkRoomForEndpoint(many(10))).toEqual(err({ type: 'TooManyEndpoints', limit: 10 }));
  });
});
