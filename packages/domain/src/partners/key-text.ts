import { idFrom, type PartnerKeyId } from '../shared/ids.js';

/** Keys of the product, and keys of a sandbox, which move nothing that is real. */
export type KeyMode = 'live' | 'test';

/** What a key says of itself before anything is looked up. */
export type KeyText = { readonly mode: KeyMode; readonly keyId: PartnerKeyId };

const FORM = /^(mk_(live|test)_([0-9a-f]{32})_[0-9A-Za-z]{43})_([0-9a-f]{8})$/;
const POLYNOMIAL = 0xedb88320;
const BITS = 8;

const crc32 = (text: string): string => {
  let crc = 0xffffffff;
  for (const character of text) {
    crc ^= character.codePointAt(0) ?? 0;
    for (let bit = 0; bit < BITS; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
};

/**
 * `mk_live_<id>_<43 base62>_<crc32>` (5.9): the mode, the id of the key without its hyphens, `secret` of 43 base62
 * characters, and a sum by which scanners of leaked secrets and typing errors are told from keys.
 */
export const keyText = (mode: KeyMode, keyId: PartnerKeyId, secret: string): string => {
  const body = `mk_${mode}_${keyId.replaceAll('-', '')}_${secret}`;
  const text = `${body}_${crc32(body)}`;
  if (!FORM.test(text)) throw new TypeError('the secret of a key is 43 base62 characters');
  return text;
};

/** What a text says that has the form of a key and the right sum; undefined for any other. */
export const readKeyText = (text: string): KeyText | undefined => {
  const [, body, mode, id, sum] = FORM.exec(text) ?? [];
  if (body === undefined || id === undefined || crc32(body) !== sum) return undefined;
  const hyphened = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { mode: mode === 'live' ? 'live' : 'test', keyId: idFrom<PartnerKeyId>(hyphened) };
};
