import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
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
