import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyRing } from './key-ring.js';

/** Signs texts with Ed25519, so that whoever holds the database alone cannot write another history. */
export interface CheckpointSigner {
  /** SubjectPublicKeyInfo in base64: enough to verify. */
  readonly publicKey: string;
  /** The signature in base64url. */
  sign(text: string): string;
}

export const checkpointSigner = ({ auditKey }: Pick<KeyRing, 'auditKey'>): CheckpointSigner => {
  const privateKey = createPrivateKey({ key: Buffer.from(auditKey), format: 'der', type: 'pkcs8' });
  return {
    publicKey: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  };
};

/** Whether the holder of the key signed exactly this text. False for keys and signatures that are none. */
export const isSignedBy = (publicKey: string, text: string, signature: string): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
};
