import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { bytesFromBase64 } from './signed-message.js';

/** The `resource` of a WeChat Pay v3 notice. */
export type SealedResource = {
  readonly algorithm: 'AEAD_AES_256_GCM';
  /** Base64 of the encrypted text and its 16-byte tag. */
  readonly ciphertext: string;
  readonly nonce: string;
  readonly associated_data: string;
};

const TAG_BYTES = 16;

const cipherFor = (key: Buffer): 'aes-256-gcm' | 'aes-128-gcm' | undefined =>
  key.length === 32 ? 'aes-256-gcm' : key.length === 16 ? 'aes-128-gcm' : undefined;

/** Encrypts with AES-256-GCM under a fresh nonce. `apiKey` is a text of 32 bytes; throws on any other length. */
export const sealResource = (apiKey: string, plaintext: string, associatedData: string): SealedResource => {
  const key = Buffer.from(apiKey);
  if (key.length !== 32) throw new RangeError('the API key must have 32 bytes');
  const nonce = randomBytes(9).toString('base64url');
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(associatedData));
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: sealed.toString('base64'),
    nonce,
    associated_data: associatedData,
  };
};

/** The text inside, or undefined when key, nonce, associated data or a single bit of it is wrong. 16-byte keys open too. */
export const openResource = (
  apiKey: string,
  sealed: Omit<SealedResource, 'algorithm'>,
): string | undefined => {
  const key = Buffer.from(apiKey);
  const nonce = Buffer.from(sealed.nonce);
  const bytes = bytesFromBase64(sealed.ciphertext);
  const algorithm = cipherFor(key);
  if (algorithm === undefined || nonce.length !== 12 || bytes === undefined || bytes.length < TAG_BYTES)
    return undefined;
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(sealed.associated_data));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
};
