import { hash, randomBytes, randomInt } from 'node:crypto';
import { base32, totpStep } from './totp.js';

const CODE_DIGITS = 6;
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const KEY_CHARACTERS = 43;

/** Things that only their receiver may know. */
export const secrets = {
  /** 256 random bits, base64url: sessions and links. */
  token: (): string => randomBytes(32).toString('base64url'),
  /** 43 random base62 characters, 256 bits: keys of partners. */
  keySecret: (): string =>
    Array.from({ length: KEY_CHARACTERS }, () => BASE62[randomInt(BASE62.length)]).join(''),
  /** What is kept of a token: enough to find it, useless to whoever reads the database. */
  tokenHash: (token: string): string => hash('sha256', token),
  /** Six random digits: one-time codes. */
  code: (): string => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0'),
  /** 160 random bits, base32: the secret of an authenticator app. */
  totpSecret: (): string => base32(randomBytes(20)),
  totpStep,
};
