import { createPublicKey, verify } from 'node:crypto';

const spki = (base64: string) =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });

/** SubjectPublicKeyInfo in base64 of an Ed25519 public key, given as that or as PEM; undefined for anything else, private keys too. */
export const ed25519PublicKey = (text: string): string | undefined => {
  const base64 = text.replaceAll(/-----(?:BEGIN|END) PUBLIC KEY-----|\s/g, '');
  try {
    const key = spki(base64);
    if (key.asymmetricKeyType !== 'ed25519') return undefined;
    return key.export({ format: 'der', type: 'spki' }).toString('base64');
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
