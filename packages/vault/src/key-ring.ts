import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;

/** A key-encryption key: wraps data keys and nothing else. */
export type Kek = { readonly id: string; readonly madeAt: Date; readonly key: Uint8Array };

/** The keys that stand above everything that is sealed. They are never in the database, nor in its backup. */
export type KeyRing = {
  /** Oldest first; the last one wraps, all of them unwrap. */
  readonly keks: readonly [Kek, ...Kek[]];
  /** Of this one the keys of the blind indexes are derived. */
  readonly indexKey: Uint8Array;
  /** Ed25519, PKCS #8: signs the checkpoints of the audit. */
  readonly auditKey: Uint8Array;
};

/** The text is not a key ring: says what is wrong and never what it holds. */
export class KeyRingUnreadable extends Error {
  readonly type = 'KeyRingUnreadable';

  constructor(why: string) {
    super(`密钥无法读取 the keys cannot be read: ${why}`);
    this.name = 'KeyRingUnreadable';
  }
}

const newKek = (madeAt: Date): Kek => ({
  id: randomBytes(6).toString('hex'),
  madeAt,
  key: randomBytes(KEY_BYTES),
});

export const newKeyRing = (madeAt: Date): KeyRing => ({
  keks: [newKek(madeAt)],
  indexKey: randomBytes(KEY_BYTES),
  auditKey: generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }),
});

/** The same ring with a new key-encryption key that wraps from now on. */
export const withNewKek = (ring: KeyRing, madeAt: Date): KeyRing => ({
  ...ring,
  keks: [...ring.keks, newKek(madeAt)],
});

export const newestKek = ({ keks }: KeyRing): Kek => keks.at(-1) ?? keks[0];

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The ring as the text of a keys file. */
export const writeKeyRing = ({ keks, indexKey, auditKey }: KeyRing): string =>
  `${JSON.stringify(
    {
      version: 1,
      keyEncryptionKeys: keks.map(({ id, madeAt, key }) => ({
        id,
        madeAt: madeAt.toISOString(),
        key: base64(key),
      })),
      indexKey: base64(indexKey),
      auditKey: base64(auditKey),
    },
    null,
    2,
  )}\n`;

type Given = Readonly<Record<string, unknown>>;

const given = (value: unknown): Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Given) : {};

const keyIn = (value: unknown, name: string): Uint8Array => {
  const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64');
  if (bytes.length !== KEY_BYTES) throw new KeyRingUnreadable(`${name} must be 32 bytes in base64`);
  if (new Set(bytes).size < 8) throw new KeyRingUnreadable(`${name} is not random`);
  return bytes;
};

const kekIn = (value: unknown): Kek => {
  const { id, madeAt, key } = given(value);
  const instant = new Date(String(madeAt));
  if (typeof id !== 'string' || id === '' || Number.isNaN(instant.getTime()))
    throw new KeyRingUnreadable('a key-encryption key needs id and madeAt');
  return { id, madeAt: instant, key: keyIn(key, `key-encryption key ${id}`) };
};

const auditKeyIn = (value: unknown): Uint8Array => {
  const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64');
  try {
    createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
    return bytes;
  } catch {
    throw new KeyRingUnreadable('auditKey must be an Ed25519 key, PKCS #8 in base64');
  }
};

const parsed = (text: string): Given => {
  try {
    return given(JSON.parse(text));
  } catch {
    throw new KeyRingUnreadable('it is not JSON');
  }
};

/** Reads what `writeKeyRing` wrote. Throws `KeyRingUnreadable`. */
export const readKeyRing = (text: string): KeyRing => {
  const { version, keyEncryptionKeys, indexKey, auditKey } = parsed(text);
  if (version !== 1) throw new KeyRingUnreadable('version must be 1');
  const [first, ...others] = (Array.isArray(keyEncryptionKeys) ? keyEncryptionKeys : []).map(kekIn);
  if (!first) throw new KeyRingUnreadable('there is no key-encryption key');
  if (new Set([first, ...others].map(({ id }) => id)).size <= others.length)
    throw new KeyRingUnreadable('two key-encryption keys have the same id');
  return {
    keks: [first, ...others],
    indexKey: keyIn(indexKey, 'indexKey'),
    auditKey: auditKeyIn(auditKey),
  };
};
