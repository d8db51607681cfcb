import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateSandboxKeys, isSignedBy, openResource, sealResource, signMessage } from '@banzhen/payments';
import { describe, expect, it } from 'vitest';

const { apiKey } = generateSandboxKeys();

describe.each(['rsa', 'ed25519'] as const)('a message signed with %s', (algorithm) => {
  it('is known by its own key and body only', () => {
    const [own, other] = [generateSandboxKeys(algorithm), generateSandboxKeys(algorithm)];
    const signature = signMessage(own.signing, '{"a":1}', new Date('2026-11-21T02:00:00.999Z'));
    expect(signature.timestamp).toBe('1795226400');
    expect(isSignedBy(own.platformKey.publicKey, signature, '{"a":1}')).toBe(true);
    expect(isSignedBy(own.platformKey.publicKey, signature, '{"a":2}')).toBe(false);
    expect(isSignedBy(other.platformKey.publicKey, signature, '{"a":1}')).toBe(false);
  });
});

describe('a sealed resource', () => {
  it('opens with its key and its associated data, whole', () => {
    const sealed = sealResource(apiKey, '退款成功', 'refund');
    expect(openResource(apiKey, sealed)).toBe('退款成功');
    expect(openResource(apiKey, { ...sealed, associated_data: 'transaction' })).toBeUndefined();
    expect(openResource(apiKey, { ...sealed, nonce: 'short' })).toBeUndefined();
    expect(openResource(apiKey, { ...sealed, ciphertext: 'AAAA' })).toBeUndefined();
    expect(openResource('too short', sealed)).toBeUndefined();
    expect(() => sealResource('too short', 'x', 'y')).toThrow(RangeError);
  });

  it('never uses a nonce twice', () => {
    const nonces = Array.from({ length: 5000 }, () => sealResource(apiKey, '', '').nonce);
    expect(new Set(nonces).size).toBe(nonces.length);
  });
});

/** Public test material of WeChat Pay's own Go library, kept beside the repository where it is at hand. */
const file = fileURLToPath(new URL('../../../../shared/vectors/wechat-pay-v3-notify.json', import.meta.url));

if (existsSync(file)) {
  describe('the notice of WeChat Pay’s own test', () => {
    const vector = JSON.parse(readFileSync(file, 'utf8'));
    const { publicKey } = new X509Certificate(vector.certificate);
    const signature = {
      timestamp: vector.headers['Wechatpay-Timestamp'],
      nonce: vector.headers['Wechatpay-Nonce'],
      signature: vector.headers['Wechatpay-Signature'],
      serial: '',
    };

    it('is signed by the certificate of that test, and by its very body', () => {
      expect(isSignedBy(publicKey, signature, vector.body)).toBe(true);
      expect(isSignedBy(publicKey, signature, `${vector.body} `)).toBe(false);
    });

    it('opens with the key of that test', () => {
      const { resource } = JSON.parse(vector.body);
      expect(JSON.parse(openResource(vector.apiV3Key, resource) ?? '')).toMatchObject({
        mchid: '1234567890',
      });
      expect(openResource('testMchAPIv3Key1', resource)).toBeUndefined();
    });
  });
}
