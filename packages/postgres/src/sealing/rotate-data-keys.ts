import { setTimeout as pause } from 'node:timers/promises';
import type { KeyVault } from '@banzhen/domain/privacy';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { sql } from '../statement.js';
import { uuidv7 } from '../uuidv7.js';
import { type DataKeyRow, holdKek, insertKeys } from './data-key-rows.js';
import { deleteUnusedKeys, keysToRotate, retiredAmong, retireKeys } from './key-upkeep-rows.js';
import { type SealedColumn, sealedColumns } from './sealed-columns.js';
import type { SealedDatabase } from './sealed-database.js';
import {
  type Resealed,
  type RowKey,
  rowIdOf,
  type SealedRow,
  sealedRows,
  writeSealed,
} from './walk-columns.js';

const BATCH = 200;
/** Whoever has read a value just before it was sealed anew has asked for its key by then. */
const GRACE_MS = 3_000;

/** The rotation that is under way, or a new one; what was sealed by older keys than it is sealed anew. */
const startedRotation = async (
  db: Database,
): Promise<{ readonly id: number; readonly startedAt: string }> => {
  await run(
    db,
    sql`INSERT INTO data_key_rotation DEFAULT VALUES ON CONFLICT ((true)) WHERE finished_at IS NULL DO NOTHING`,
  );
  return rowOf(
    db,
    sql`SELECT id::integer, started_at AS "startedAt" FROM data_key_rotation ORDER BY id DESC LIMIT 1`,
  );
};

/** Gives everybody a new key; from then on the old one only opens. */
const renewKeys = async (db: Database, vault: KeyVault, startedAt: string): Promise<void> => {
  let last: DataKeyRow | undefined;
  do {
    last = await db.transaction(async (tx) => {
      await holdKek(tx);
      const keys = await keysToRotate(tx, startedAt, last?.subject, BATCH);
      await retireKeys(
        tx,
        keys.map(({ kid }) => kid),
      );
      const made = await Promise.all(keys.map(({ subject }) => vault.makeKey(uuidv7(), subject)));
      await insertKeys(
        tx,
        made.map(({ wrapped }) => wrapped),
      );
      return keys.at(-1);
    });
  } while (last);
};

const resealRows = async (
  { db, sealer }: SealedDatabase,
  vault: KeyVault,
  column: SealedColumn,
  rows: readonly SealedRow[],
): Promise<number> => {
  const values = rows.map(({ key, sealed }) => {
    const bytes = Buffer.from(sealed, 'hex');
    return { key, sealed: bytes, hex: sealed, kid: vault.kidOf(bytes) };
  });
  const retired = await retiredAmong(db, [
    ...new Set(values.flatMap(({ kid }) => (kid === undefined ? [] : [kid]))),
  ]);
  const old = values.flatMap(({ kid, ...value }) => {
    const subject = kid === undefined ? undefined : retired.get(kid);
    return subject ? [{ ...value, subject, field: column.field, rowId: rowIdOf(value.key) }] : [];
  });
  if (old.length === 0) return 0;
  const plain = await sealer.openAll(db, old);
  const known = old.flatMap((value, index) => {
    const text = plain[index];
    return text === undefined ? [] : [{ ...value, plain: text }];
  });
  const sealed = await sealer.sealAll(db, known);
  const anew = known.flatMap(({ key, hex }, index): readonly Resealed[] => {
    const bytes = sealed[index];
    return bytes ? [{ key, sealed: bytes, instead: hex }] : [];
  });
  return writeSealed(db, column, anew);
};

const resealColumn = async (
  { db, sealer }: SealedDatabase,
  vault: KeyVault,
  column: SealedColumn,
): Promise<number> => {
  let count = 0;
  let cursor: RowKey | undefined;
  do {
    cursor = await db.transaction(async (tx) => {
      await run(tx, sql.raw("SET LOCAL statement_timeout = '60s'"));
      const rows = await sealedRows(tx, column, cursor, BATCH);
      count += await resealRows({ db: tx, sealer }, vault, column, rows);
      return rows.length === BATCH ? rows.at(-1)?.key : undefined;
    });
  } while (cursor);
  return count;
};

/** Where a rotation is; each step may be the last before the process is killed. */
export type RotationStep = 'rewrapping' | 'sealing' | 'renewing' | 'resealing' | 'waiting' | 'deleting';

export type Rotated = { readonly values: number; readonly oldKeys: number };

/**
 * Gives everybody a new data key, seals every value anew and deletes the old keys, in batches, while everything goes on.
 * A killed one is gone on with by calling it again. Answers how many values it sealed anew, and of how many old keys a
 * value is left, which is none unless somebody else rotates at the same time.
 */
export const rotateDataKeys = async (
  database: SealedDatabase,
  vault: KeyVault,
  {
    graceMs = GRACE_MS,
    onStep = () => undefined,
  }: { readonly graceMs?: number; readonly onStep?: (step: RotationStep) => void } = {},
): Promise<Rotated> => {
  const { db } = database;
  const { id, startedAt } = await startedRotation(db);
  onStep('renewing');
  await renewKeys(db, vault, startedAt);
  onStep('resealing');
  let values = 0;
  for (const column of sealedColumns) values += await resealColumn(database, vault, column);
  onStep('waiting');
  await pause(graceMs);
  onStep('deleting');
  const oldKeys = await deleteUnusedKeys(db, sealedColumns);
  if (oldKeys === 0) await run(db, sql`UPDATE data_key_rotation SET finished_at = now() WHERE id = ${id}`);
  return { values, oldKeys };
};

/** Since when a rotation of the data keys is under way. */
export const openRotation = async (db: Database): Promise<string | undefined> => {
  const [row] = await rowsOf<{ startedAt: string }>(
    db,
    sql`SELECT started_at AS "startedAt" FROM data_key_rotation WHERE finished_at IS NULL`,
  );
  return row?.startedAt;
};
