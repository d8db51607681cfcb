import { keyText, readKeyText } from '@banzhen/domain/partners';
import { idFrom, type PartnerKeyId } from '@banzhen/domain/shared/ids';
import { describe, expect, it } from 'vitest';

const keyId = idFrom<PartnerKeyId>('01900001-0000-7000-8000-0000000000aa');
const secret = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg';
const text = keyText('live', keyId, secret);

describe('a key', () => {
  it('says its mode, its id and a sum of itself', () => {
    expect(text.slice(0, -8)).toBe(`mk_live_019000010000700080000000000000aa_${secret}_`);
    expect(readKeyText(text)).toEqual({ mode: 'live', keyId });
    expect(readKeyText(keyText('test', keyId, secret))).toEqual({ mode: 'test', keyId });
  });

  it('has the sum of CRC-32', () => {
    // Of `zlib.crc32`, over everything before the last underscore.
    const body = text.slice(0, text.lastIndexOf('_'));
    let crc = ~0;
    for (const byte of body) {
      crc ^= byte.charCodeAt(0);
      for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    expect(text.endsWith(`_${(~crc >>> 0).toString(16).padStart(8, '0')}`)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a session token', 'A'.repeat(43)],
    ['another mode', text.replace('live', 'prod')],
    ['one character changed', text.replace('abcdefg', 'abcdefh')],
    ['one character less', text.slice(0, -1)],
    ['a blank behind', `${text} `],
    ['a line behind', `${text}\n`],
    ['a sum in capitals', text.slice(0, -8) + text.slice(-8).toUpperCase().replace(/^\d+$/, 'A')],
  ])('is not read from %s', (_, given) => {
    if (given !== text) expect(readKeyText(given)).toBeUndefined();
  });

  it('takes no other secret', () => {
    for (const wrong of [secret.slice(1), `${secret}0`, secret.replace('0', '-')])
      expect(() => keyText('live', keyId, wrong)).toThrow(TypeError);
  });
});
