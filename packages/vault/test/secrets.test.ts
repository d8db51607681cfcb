import { checkpointSigner, isSignedBy, secrets } from '@banzhen/vault';
import { memoryKeyRing } from '@banzhen/vault/testing';
import { describe, expect, test } from 'vitest';

describe('tokens and codes', () => {
  test('are long enough, differ, and are kept as a hash', () => {
    const tokens = Array.from({ length: 1_000 }, secrets.token);
    expect(new Set(tokens).size).toBe(1_000);
    expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true);
    expect(secrets.tokenHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    const codes = Array.from({ length: 2_000 }, secrets.code);
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
  });
});

describe('authenticator codes', () => {
  /** `12345678901234567890` */
  const rfc6238 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

  test.each([
    ['1970-01-01T00:00:59Z', '287082', 1],
    ['2005-03-18T01:58:29Z', '081804', 37_037_036],
    ['2005-03-18T01:58:31Z', '050471', 37_037_037],
    ['2009-02-13T23:31:30Z', '005924', 41_152_263],
    ['2033-05-18T03:33:20Z', '279037', 66_666_666],
    ['2603-10-11T11:33:20Z', '353130', 666_666_666],
  ])('of RFC 6238 at %s', (instant, code, step) => {
    expect(secrets.totpStep(rfc6238, code, new Date(instant))).toBe(step);
  });

  test('are taken one step early or late, and not two', () => {
    const step = (instant: string) => secrets.totpStep(rfc6238, '081804', new Date(instant));
    expect(step('2005-03-18T01:57:30Z')).toBe(37_037_036);
    expect(step('2005-03-18T01:58:59Z')).toBe(37_037_036);
    expect(step('2005-03-18T01:57:29Z')).toBeUndefined();
    expect(step('2005-03-18T01:59:00Z')).toBeUndefined();
  });

  test('are refused when they have not six digits', () => {
    const at = new Date('2005-03-18T01:58:29Z');
    for (const code of ['', '81804', '0818040', '０８１８０４'])
      expect(secrets.totpStep(rfc6238, code, at)).toBeUndefined();
    expect(secrets.totpStep('gezd gnbv gy3t qojq gezd gnbv gy3t qojq', '081804', at)).toBe(37_037_036);
  });

  test('have secrets of 160 bits in base32', () => {
    const made = Array.from({ length: 100 }, secrets.totpSecret);
    expect(made.every((secret) => /^[A-Z2-7]{32}$/.test(secret))).toBe(true);
    expect(new Set(made).size).toBe(100);
  });
});

describe('signatures', () => {
  test('belong to one text and one key', () => {
    const [signer, other] = [checkpointSigner(memoryKeyRing()), checkpointSigner(memoryKeyRing())];
    const signature = signer.sign('stream 3, 17 rows');
    expect(isSignedBy(signer.publicKey, 'stream 3, 17 rows', signature)).toBe(true);
    expect(isSignedBy(signer.publicKey, 'stream 3, 16 rows', signature)).toBe(false);
    expect(isSignedBy(other.publicKey, 'stream 3, 17 rows', signature)).toBe(false);
    expect(isSignedBy('', 'stream 3, 17 rows', signature)).toBe(false);
    expect(isSignedBy(signer.publicKey, 'stream 3, 17 rows', '')).toBe(false);
  });
});
