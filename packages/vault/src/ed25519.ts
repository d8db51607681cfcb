import { createPublicKey, verify } from 'node:crypto';

const spki = (base64: string) =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });

/**
 * The points of small order by their y, without the sign of x: whoever gives one out as a key has no private key, and about every
 * second text is signed by a signature that anybody can write.
 */
const SMALL_ORDER: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);
const POINT_BYTES = 32;
const SIGN_BIT = 0x80;

const isOfSmallOrder = (der: Buffer): boolean => {
  const y = Buffer.from(der.subarray(-POINT_BYTES));
  y.writeUInt8(y.readUInt8(POINT_BYTES - 1) & ~SIGN_BIT, POINT_BYTES - 1);
  return SMALL_ORDER.has(y.toString('hex'));
};

/** SubjectPublicKeyInfo in base64 of an Ed25519 public key, given as that or as PEM; undefined for anything else, private keys and points of small order too. */
export const ed25519PublicKey = (text: string): string | undefined => {
  const base64 = text.replaceAll(/-----(?:BEGIN|END) PUBLIC KEY-----|\s/g, '');
  try {
    const key = spki(base64);
    if (key.asymmetricKeyType !== 'ed25519') return undefined;
    const der = key.export({ format: 'der', type: 'spki' });
    return isOfSmallOrder(der) ? undefined : der.toString('base64');
  } catch {
    return undefined;
  }
};

/** Whether the holder of the key signed exactly this text. False for keys and signatures that are none. */
export const isSignedBy = (publicKey: string, text: string, signature: string): boolean => {
  try {
    return verify(null, Buffer.from(text), spki(publicKey), Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
};
