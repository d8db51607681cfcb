import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const VERSION = 0x01;
const KID_AT = 1;
const NONCE_AT = KID_AT + 16;
const TEXT_AT = NONCE_AT + 12;
const TAG_BYTES = 16;
const SHORTEST = TEXT_AT + TAG_BYTES;

/** A value that was changed, moved to another place, or sealed by another key (PR3). */
export class NotSealedHere extends Error {
  readonly type = 'NotSealedHere';

  constructor(where: string) {
    super(`the sealed value of ${where} does not open: it was changed, moved, or sealed by another key`);
    this.name = 'NotSealedHere';
  }
}

const bytesOf = (kid: string): Buffer => Buffer.from(kid.replaceAll('-', ''), 'hex');

const uuidOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The id of the key in a value of `sealBytes`; undefined for anything shorter than one. */
export const kidIn = (sealed: Uint8Array): string | undefined =>
  sealed.length >= SHORTEST && sealed[0] === VERSION ? uuidOf(sealed.subarray(KID_AT, NONCE_AT)) : undefined;

/** AES-256-GCM under a fresh nonce: `0x01 | kid(16) | nonce(12) | text | tag(16)`, bound to `where` and `kid`. */
export const sealBytes = (key: KeyObject, kid: string, where: string, plain: Uint8Array): Buffer => {
  const nonce = randomBytes(TEXT_AT - NONCE_AT);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(`${where}|${kid}`));
  return Buffer.concat([
    Buffer.of(VERSION),
    bytesOf(kid),
    nonce,
    cipher.update(plain),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
};

/** What `sealBytes` sealed there. Throws `NotSealedHere`. */
export const openBytes = (key: KeyObject, kid: string, where: string, sealed: Uint8Array): Buffer => {
  if (kidIn(sealed) !== kid) throw new NotSealedHere(where);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(NONCE_AT, TEXT_AT), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(`${where}|${kid}`));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(TEXT_AT, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new NotSealedHere(where);
  }
};
