import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { objectAt, textAt } from '../json-reader.js';
import type { PlatformKey, SigningKey } from '../signed-message.js';
import type { SandboxRecord, SandboxStore } from './sandbox-store.js';

export type SandboxKeys = {
  /** 32 characters that merchant and provider share: seals notices, and signs the merchant's requests. */
  readonly apiKey: string;
  readonly signing: SigningKey;
  /** What the merchant pins. */
  readonly platformKey: PlatformKey;
};

const keysFrom = (serial: string, apiKey: string, privateKeyPem: string): SandboxKeys => {
  const privateKey = createPrivateKey(privateKeyPem);
  const publicKey = createPublicKey(privateKey);
  return { apiKey, signing: { serial, privateKey }, platformKey: { serial, publicKey } };
};

const newKeys = (algorithm: 'rsa' | 'ed25519') => {
  const { privateKey } =
    algorithm === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ed25519');
  return {
    serial: randomBytes(20).toString('hex').toUpperCase(),
    apiKey: randomBytes(24).toString('base64url'),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};

/** Fresh keys of a provider. */
export const generateSandboxKeys = (algorithm: 'rsa' | 'ed25519' = 'ed25519'): SandboxKeys => {
  const { serial, apiKey, privateKeyPem } = newKeys(algorithm);
  return keysFrom(serial, apiKey, privateKeyPem);
};

const KEY = 'keys';

const readKeys = (record: SandboxRecord): SandboxKeys => {
  const held = objectAt(record, 'keys') ?? {};
  const [serial, apiKey, privateKeyPem] = [
    textAt(held, 'serial'),
    textAt(held, 'apiKey'),
    textAt(held, 'privateKeyPem'),
  ];
  if (!serial || !apiKey || !privateKeyPem)
    throw new Error('the stored sandbox keys are damaged; delete the record "keys"');
  return keysFrom(serial, apiKey, privateKeyPem);
};

/** The keys of this store, made on first use; every process that shares the store gets the same ones. */
export const openSandboxKeys = async (store: SandboxStore): Promise<SandboxKeys> => {
  const stored = await store.get(KEY);
  if (stored !== undefined) return readKeys(stored);
  await store.put(KEY, { revision: 1, keys: newKeys('ed25519') });
  const winner = await store.get(KEY);
  if (winner === undefined) throw new Error('the sandbox store keeps nothing');
  return readKeys(winner);
};
