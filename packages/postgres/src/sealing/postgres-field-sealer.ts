import type { DataKey, KeySubject, KeyVault } from '@banzhen/domain/privacy';
import type { Database } from '../database.js';
import { uuidv7 } from '../uuidv7.js';
import {
  currentKeys,
  type DataKeyRow,
  destroyKeys,
  holdKek,
  insertKeys,
  keysByKid,
} from './data-key-rows.js';
import type { FieldSealer, ToSeal } from './field-sealer.js';
import { keyCache } from './key-cache.js';

/** Stands for a value that nobody can open: its subject was erased before it was written. */
const SHREDDED = Uint8Array.of(0);
const isShredded = (sealed: Uint8Array): boolean => sealed.length === 1 && sealed[0] === 0;

const MOST_TRIES = 4;

const nameOf = ({ kind, id }: KeySubject): string => `${kind}/${id}`;

/** Each once and always in the same order, so that two transactions never wait for each other. */
const distinct = (values: readonly ToSeal[]): readonly KeySubject[] =>
  [...new Map(values.map(({ subject }) => [nameOf(subject), subject]))]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([, subject]) => subject);

/**
 * Field sealing with one key for each person, kept in `data_key` of the same database. `now` counts milliseconds and never
 * goes back.
 */
export const postgresFieldSealer = (
  vault: KeyVault,
  now: () => number = () => performance.now(),
): FieldSealer => {
  const cache = keyCache(vault, now);

  const makeKeys = async (db: Database, subjects: readonly KeySubject[]): Promise<void> => {
    await holdKek(db);
    const made = await Promise.all(subjects.map((subject) => vault.makeKey(uuidv7(), subject)));
    await insertKeys(
      db,
      made.map(({ wrapped }) => wrapped),
    );
  };

  /** Of each subject the key that seals, or undefined once it was erased. Keys of this very transaction count. */
  const sealingKeys = async (db: Database, subjects: readonly KeySubject[]) => {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const rows = new Map((await currentKeys(db, subjects)).map((row) => [nameOf(row.subject), row]));
      const missing = subjects.filter((subject) => !rows.has(nameOf(subject)));
      if (missing.length === 0) return rows;
      await makeKeys(db, missing);
    }
    throw new Error('data keys come and go faster than they can be used');
  };

  const keyOf = ({ key }: DataKeyRow): Promise<DataKey> | undefined => key && cache.seen(key);

  const sealAll: FieldSealer['sealAll'] = async (db, values) => {
    if (values.length === 0) return [];
    const rows = await sealingKeys(db, distinct(values));
    const keys = new Map<string, DataKey | undefined>();
    for (const [name, row] of rows) keys.set(name, await keyOf(row));
    return values.map(({ field, subject, rowId, plain }) => {
      const key = keys.get(nameOf(subject));
      return key ? key.seal({ field, rowId }, plain) : SHREDDED;
    });
  };

  const kidOf = (sealed: Uint8Array): string => {
    const kid = vault.kidOf(sealed);
    if (kid === undefined) throw new Error('what should be sealed is no sealed value');
    return kid;
  };

  /** Of each kid the key that opens, or undefined once it was destroyed. */
  const openingKeys = async (db: Database, kids: ReadonlySet<string>) => {
    const keys = new Map<string, DataKey | undefined>();
    const unsure: string[] = [];
    for (const kid of kids) {
      const fresh = cache.fresh(kid);
      if (fresh) keys.set(kid, fresh);
      else unsure.push(kid);
    }
    if (unsure.length === 0) return keys;
    for (const row of await keysByKid(db, unsure)) {
      keys.set(row.kid, await keyOf(row));
      if (!row.key) cache.drop(row.kid);
    }
    const lost = unsure.find((kid) => !keys.has(kid));
    if (lost) throw new Error(`data key ${lost} is not in the database`);
    return keys;
  };

  const openAll: FieldSealer['openAll'] = async (db, values) => {
    const kids = values.map(({ sealed }) => (isShredded(sealed) ? undefined : kidOf(sealed)));
    const keys = await openingKeys(db, new Set(kids.filter((kid) => kid !== undefined)));
    return values.map(({ field, rowId, sealed }, index) =>
      keys.get(kids[index] ?? '')?.open({ field, rowId }, sealed),
    );
  };

  return {
    sealAll,
    openAll,
    async seal(db, field, subject, rowId, plain) {
      const [sealed] = await sealAll(db, [{ field, subject, rowId, plain }]);
      return sealed ?? SHREDDED;
    },
    async open(db, field, rowId, sealed) {
      const [plain] = await openAll(db, [{ field, rowId, sealed }]);
      return plain;
    },
    index: vault.index,
    async erase(db, subject) {
      const destroyed = await db.transaction((tx) => destroyKeys(tx, subject, uuidv7()));
      for (const kid of destroyed) cache.drop(kid);
    },
  };
};
