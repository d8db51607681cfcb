import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import type {
  DataKey,
  IndexedField,
  KeySubject,
  KeyVault,
  SealedPlace,
  WrappedKey,
} from '@banzhen/domain/privacy';
import { type Kek, type KeyRing, newestKek } from './key-ring.js';
import type { KeySource } from './keys-file.js';
import { kidIn, openBytes, sealBytes } from './sealed-value.js';

/** A data key was wrapped by a key-encryption key that nobody has given to this process. */
export class KekUnknown extends Error {
  readonly type = 'KekUnknown';
  readonly kekId: string;
  readonly zh: string;
  readonly en: string;

  constructor(kekId: string) {
    const zh = `密钥文件中没有密钥 ${kekId}，而数据由它保护：请恢复正确的密钥文件。`;
    const en = `The keys file lacks key ${kekId}, which protects the data: restore the right keys file.`;
    super(`${zh} ${en}`);
    this.name = 'KekUnknown';
    this.kekId = kekId;
    this.zh = zh;
    this.en = en;
  }
}

const DATA_KEY_BYTES = 32;

const placeOf = ({ field, rowId }: SealedPlace): string => `${field.replace('.', '|')}|${rowId}`;

const dataKey = (kid: string, bytes: Uint8Array): DataKey => {
  const key = createSecretKey(bytes);
  return {
    kid,
    seal: (place, plain) => sealBytes(key, kid, placeOf(place), Buffer.from(plain)),
    open: (place, sealed) => openBytes(key, kid, placeOf(place), sealed).toString('utf8'),
  };
};

/** A wrapped key opens for its own subject only. */
const wrapPlace = ({ kind, id }: KeySubject, kekId: string): string =>
  `data_key|wrapped|${kind}/${id}|${kekId}`;

const wrap = (kek: Kek, kid: string, subject: KeySubject, bytes: Uint8Array): WrappedKey => ({
  kid,
  subject,
  kekId: kek.id,
  wrapped: sealBytes(createSecretKey(kek.key), kid, wrapPlace(subject, kek.id), bytes),
});

const unwrapped = (kek: Kek, { kid, subject, wrapped }: WrappedKey): Buffer =>
  openBytes(createSecretKey(kek.key), kid, wrapPlace(subject, kek.id), wrapped);

const kekOf = ({ keks }: KeyRing, id: string): Kek => {
  const found = keks.find((kek) => kek.id === id);
  if (!found) throw new KekUnknown(id);
  return found;
};

const indexKeys = (indexKey: Uint8Array): ((field: IndexedField) => KeyObject) => {
  const made = new Map<IndexedField, KeyObject>();
  return (field) => {
    const known = made.get(field);
    if (known) return known;
    const derived = hkdfSync('sha256', indexKey, '', `blind-index|${field}`, 32);
    const key = createSecretKey(Buffer.from(derived));
    made.set(field, key);
    return key;
  };
};

/** The vault over the keys of `source`, of which `ring` is what it told first: the index key never changes. */
export const makeVault = (source: KeySource, ring: KeyRing): KeyVault => {
  const indexKeyOf = indexKeys(ring.indexKey);
  return {
    async makeKey(kid, subject) {
      const bytes = randomBytes(DATA_KEY_BYTES);
      const kek = newestKek(await source.read());
      return { key: dataKey(kid, bytes), wrapped: wrap(kek, kid, subject, bytes) };
    },
    async unwrap(given) {
      const kek = kekOf(await source.read(), given.kekId);
      return dataKey(given.kid, unwrapped(kek, given));
    },
    async rewrap(given) {
      const ring = await source.read();
      return wrap(newestKek(ring), given.kid, given.subject, unwrapped(kekOf(ring, given.kekId), given));
    },
    kekIds: async () => (await source.read()).keks.map(({ id }) => id),
    kidOf: kidIn,
    index: (field, normalised) => createHmac('sha256', indexKeyOf(field)).update(normalised).digest(),
  };
};

/** The vault over the keys of `source`. Throws what reading them throws. */
export const openVault = async (source: KeySource): Promise<KeyVault> =>
  makeVault(source, await source.read());
