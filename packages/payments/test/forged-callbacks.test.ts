import type { Channel } from '@banzhen/domain/payments';
import { fen } from '@banzhen/domain/shared/money';
import {
  generateSandboxKeys,
  openNotice,
  type SandboxKeys,
  sandboxProvider,
  signMessage,
  type WireNotice,
} from '@banzhen/payments';
import { describe, expect, it } from 'vitest';
import { merchantId, newRefundId, openSandbox } from './sandbox-merchant.js';

const MUTATIONS = 10_000;

/** Mulberry32: the same numbers on every run. */
const numbersFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};
type Dice = ReturnType<typeof numbersFrom>;

const flipBit = (text: string, dice: Dice): string => {
  const bytes = Buffer.from(text);
  const at = dice(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << dice(8));
  return bytes.toString();
};

type Given = {
  readonly callback: WireNotice;
  readonly other: WireNotice;
  readonly keys: SandboxKeys;
  readonly oldKeys: SandboxKeys;
  readonly now: Date;
  readonly dice: Dice;
};
type Mutation = (given: Given) => WireNotice;

const header = (name: string) => `sandbox-${name}`;
const withHeader = (notice: WireNotice, name: string, value: string): WireNotice => ({
  ...notice,
  headers: { ...notice.headers, [header(name)]: value },
});
const flipHeader =
  (name: string): Mutation =>
  ({ callback, dice }) =>
    withHeader(callback, name, flipBit(callback.headers[header(name)] ?? '', dice));
const signedAnew = (
  notice: WireNotice,
  keys: SandboxKeys,
  at: Date,
  serial = keys.signing.serial,
): WireNotice => {
  const signature = signMessage({ ...keys.signing, serial }, notice.body, at);
  return Object.entries(signature).reduce((made, [name, value]) => withHeader(made, name, value), notice);
};

const mutations: Readonly<Record<string, Mutation>> = {
  'bit of the body': ({ callback, dice }) => ({ ...callback, body: flipBit(callback.body, dice) }),
  'bit of the signature': flipHeader('signature'),
  'bit of the timestamp': flipHeader('timestamp'),
  'bit of the nonce': flipHeader('nonce'),
  'bit of the serial': flipHeader('serial'),
  'header of another callback': ({ callback, other, dice }) => {
    const name = ['signature', 'nonce'][dice(2)] ?? '';
    return withHeader(callback, name, other.headers[header(name)] ?? '');
  },
  'body of another callback': ({ callback, other }) => ({ ...callback, body: other.body }),
  'missing header': ({ callback, dice }) =>
    withHeader(callback, ['signature', 'nonce', 'serial', 'timestamp'][dice(4)] ?? '', ''),
  'doubled header': ({ callback, other }) => ({
    ...callback,
    headers: { ...callback.headers, 'Sandbox-Signature': other.headers[header('signature')] ?? '' },
  }),
  'cut body': ({ callback, dice }) => ({
    ...callback,
    body: callback.body.slice(0, dice(callback.body.length)),
  }),
  'longer body': ({ callback, dice }) => ({ ...callback, body: `${callback.body}${' \n0}'[dice(4)]}` }),
  'another form of the same signature': ({ callback, dice }) => {
    const text = callback.headers[header('signature')] ?? '';
    const forms = [
      text.replace(/=+$/, ''),
      ` ${text}`,
      `${text}=`,
      text.replaceAll('+', '-').replaceAll('/', '_'),
    ];
    const form = forms[dice(forms.length)] ?? '';
    return withHeader(callback, 'signature', form === text ? `${text}\n` : form);
  },
  'border between nonce and body moved': ({ callback }) => {
    const nonce = `${callback.headers[header('nonce')]}\n${callback.body}`;
    return { ...withHeader(callback, 'nonce', nonce), body: '' };
  },
  'old key under its own serial': ({ callback, oldKeys, now }) => signedAnew(callback, oldKeys, now),
  'old key under the serial in force': ({ callback, oldKeys, keys, now }) =>
    signedAnew(callback, oldKeys, now, keys.signing.serial),
  'rightly signed but stale': ({ callback, keys, now, dice }) =>
    signedAnew(callback, keys, new Date(now.getTime() - 301_000 - dice(86_400_000))),
  'rightly signed but from the future': ({ callback, keys, now, dice }) =>
    signedAnew(callback, keys, new Date(now.getTime() + 301_000 + dice(86_400_000))),
};

const settledCallbacks = async (algorithm: 'rsa' | 'ed25519', channel: Channel) => {
  const sandbox = openSandbox({ keys: generateSandboxKeys(algorithm), channel });
  for (let made = 0; made < 4; made += 1) {
    const paymentId = await sandbox.paid(10_000 + made);
    const refund = { refundId: newRefundId(), paymentId, amountFen: fen(100), totalFen: fen(10_000 + made) };
    await sandbox.provider.refund(refund);
  }
  await sandbox.gateway.deliverDue();
  return sandbox;
};

describe.each(['rsa', 'ed25519'] as const)('callbacks signed with %s', (algorithm) => {
  it(`accepts none of ${MUTATIONS / 2} forged ones, and a verifier that does not check signatures would`, async () => {
    const { arrived, believed, refused, provider, keys, clock } = await settledCallbacks(algorithm, 'wechat');
    expect({ believed: believed.length, refused }).toEqual({ believed: 8, refused: [] });
    const oldKeys = { ...generateSandboxKeys(algorithm), apiKey: keys.apiKey };
    const dice = numbersFrom(20261121);
    const accepted: string[] = [];
    let unverified = 0;
    const kinds = Object.entries(mutations);
    for (let tried = 0; tried < MUTATIONS / 2; tried += 1) {
      const [name, mutate] = kinds[tried % kinds.length] ?? ['', ({ callback }: Given) => callback];
      const [callback, other] = [arrived[tried % 8], arrived[(tried + 1 + dice(7)) % 8]];
      if (callback === undefined || other === undefined) throw new Error('no callback to mutate');
      const forged = mutate({ callback, other, keys, oldKeys, now: clock.now(), dice });
      if ((await provider.openCallback(forged.headers, forged.body)).ok) accepted.push(name);
      if (openNotice({ channel: 'wechat', merchantId, apiKey: keys.apiKey }, forged.body).ok) unverified += 1;
    }
    expect(accepted).toEqual([]);
    expect(unverified).toBeGreaterThan(MUTATIONS / 10);
  });
});

describe('a rightly signed callback', () => {
  it('counts for the merchant it names only', async () => {
    const { arrived, keys, clock, gateway } = await settledCallbacks('ed25519', 'wechat');
    const stranger = sandboxProvider({
      channel: 'wechat',
      gateway,
      merchantId: '1900000110',
      platformKeys: [keys.platformKey],
      apiKey: keys.apiKey,
      clock,
    });
    for (const { headers, body } of arrived)
      expect(await stranger.openCallback(headers, body)).toEqual({
        ok: false,
        error: { type: 'CallbackForged', why: 'another merchant' },
      });
  });

  it('counts for the channel it names only', async () => {
    const { arrived, keys, clock, gateway } = await settledCallbacks('ed25519', 'wechat');
    const options = { gateway, merchantId, platformKeys: [keys.platformKey], apiKey: keys.apiKey, clock };
    const alipay = sandboxProvider({ ...options, channel: 'alipay' });
    for (const { headers, body } of arrived)
      expect(await alipay.openCallback(headers, body)).toMatchObject({ error: { why: 'another channel' } });
  });

  it('does not open with another API key', async () => {
    const { arrived, keys, clock, gateway } = await settledCallbacks('ed25519', 'unionpay');
    const apiKey = generateSandboxKeys().apiKey;
    const options = {
      channel: 'unionpay',
      gateway,
      merchantId,
      platformKeys: [keys.platformKey],
      clock,
    } as const;
    const opened = await sandboxProvider({ ...options, apiKey }).openCallback(
      arrived[0]?.headers ?? {},
      arrived[0]?.body ?? '',
    );
    expect(opened).toMatchObject({ error: { why: 'the sealed part does not open' } });
  });

  it('is believed under both serials while one key replaces the other', async () => {
    const [before, after] = [generateSandboxKeys(), generateSandboxKeys('rsa')];
    const { arrived, clock, gateway } = await settledCallbacks('ed25519', 'wechat');
    const next = openSandbox({ keys: { ...after, apiKey: before.apiKey }, clock });
    const first = openSandbox({ keys: before, clock });
    await first.paid();
    await next.paid();
    await first.gateway.deliverDue();
    await next.gateway.deliverDue();
    const platformKeys = [before.platformKey, after.platformKey];
    const rotating = sandboxProvider({
      channel: 'wechat',
      gateway,
      merchantId,
      platformKeys,
      apiKey: before.apiKey,
      clock,
    });
    for (const { headers, body } of [...first.arrived, ...next.arrived])
      expect(await rotating.openCallback(headers, body)).toMatchObject({ ok: true });
    expect(await rotating.openCallback(arrived[0]?.headers ?? {}, arrived[0]?.body ?? '')).toMatchObject({
      error: { why: 'unknown key serial' },
    });
  });
});
