import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;
const DIGITS = 6;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base32 without padding, as authenticator apps read it. */
export const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
};

/** The bytes of a base32 text; characters that are none count as nothing. */
export const fromBase32 = (text: string): Buffer => {
  const places = [...text.toUpperCase()]
    .map((letter) => ALPHABET.indexOf(letter))
    .filter((place) => place >= 0);
  const bits = places.map((place) => place.toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
};

/** The code of one step (RFC 4226 with SHA-1, which is all that authenticator apps know). */
export const totpCode = (secret: Uint8Array, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
};

/** What the authenticator app with this base32 secret shows at `at`. */
export const totpCodeAt = (secret: string, at: Date): string =>
  totpCode(fromBase32(secret), Math.floor(at.getTime() / STEP_MS));

/**
 * The step to which a code belongs (RFC 6238): this one, the one before or the one after. Undefined for a wrong code. Keep
 * the step and refuse it and all before it next time, or a code works twice.
 */
export const totpStep = (secret: string, code: string, at: Date): number | undefined => {
  const key = fromBase32(secret);
  const given = Buffer.from(code);
  const now = Math.floor(at.getTime() / STEP_MS);
  const fits = (step: number): boolean => {
    const right = Buffer.from(totpCode(key, step));
    return right.length === given.length && timingSafeEqual(right, given);
  };
  return [now, now - 1, now + 1].filter(fits)[0];
};
