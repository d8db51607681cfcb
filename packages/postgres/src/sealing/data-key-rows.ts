import type { KeySubject, WrappedKey } from '@banzhen/domain/privacy';
import { type Database, rowsOf, run } from '../database.js';
import { jsonRows, uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';

/** A row of `data_key`; without `wrapped` once its subject was erased. */
export type DataKeyRow = {
  readonly kid: string;
  readonly subject: KeySubject;
  readonly key: WrappedKey | undefined;
};

export type RawDataKey = {
  readonly kid: string;
  readonly kind: KeySubject['kind'];
  readonly id: string;
  readonly kekId: string | null;
  readonly wrapped: Uint8Array | null;
};

export const dataKeyColumns = sql.raw(
  'data_key.kid, data_key.subject_kind AS kind, data_key.subject_id AS id, data_key.kek_id AS "kekId", data_key.wrapped',
);

export const dataKeyOf = ({ kid, kind, id, kekId, wrapped }: RawDataKey): DataKeyRow => {
  const subject = { kind, id };
  return {
    kid,
    subject,
    key: kekId === null || wrapped === null ? undefined : { kid, subject, kekId, wrapped },
  };
};

/**
 * The keys with which these people's values are sealed now. They stay that until the transaction ends, so that a rotation
 * finds everything that they sealed.
 */
export const currentKeys = async (
  db: Database,
  subjects: readonly KeySubject[],
): Promise<readonly DataKeyRow[]> => {
  const rows = await rowsOf<RawDataKey>(
    db,
    sql`SELECT ${dataKeyColumns} FROM data_key
        JOIN jsonb_to_recordset(${jsonRows(subjects)}) AS given(kind text, id uuid)
          ON subject_kind = given.kind AND subject_id = given.id
        WHERE state <> 'retired' FOR SHARE OF data_key`,
  );
  return rows.map(dataKeyOf);
};

export const keysByKid = async (db: Database, kids: readonly string[]): Promise<readonly DataKeyRow[]> => {
  const rows = await rowsOf<RawDataKey>(
    db,
    sql`SELECT ${dataKeyColumns} FROM data_key WHERE kid = ANY (${uuidArray(kids)})`,
  );
  return rows.map(dataKeyOf);
};

/** Any number: who wraps takes it shared, who changes the key-encryption key takes it alone. */
const WRAPPING = 5_117_364_209;

/** From here to the end of the transaction the newest key-encryption key stays the newest. */
export const holdKek = (db: Database): Promise<void> =>
  run(db, sql`SELECT pg_advisory_xact_lock_shared(${WRAPPING}::bigint)`);

/** Waits for every transaction that has wrapped under the key-encryption key of before. */
export const awaitWrappers = async (db: Database): Promise<void> => {
  await run(db, sql.raw("SET LOCAL lock_timeout = '30s'; SET LOCAL statement_timeout = '30s'"));
  await run(db, sql`SELECT pg_advisory_xact_lock(${WRAPPING}::bigint)`);
};

/** Gives each subject its key, unless it has one meanwhile or was erased. */
export const insertKeys = (db: Database, keys: readonly WrappedKey[]): Promise<void> => {
  const given = keys.map(({ kid, subject, kekId, wrapped }) => ({
    kid,
    ...subject,
    kek_id: kekId,
    wrapped: Buffer.from(wrapped).toString('hex'),
  }));
  return run(
    db,
    sql`INSERT INTO data_key (kid, subject_kind, subject_id, state, kek_id, wrapped)
        SELECT kid, kind, id, 'active', kek_id, decode(wrapped, 'hex')
        FROM jsonb_to_recordset(${jsonRows(given)}) AS given(kid uuid, kind text, id uuid, kek_id text, wrapped text)
        ON CONFLICT DO NOTHING`,
  );
};

/** Destroys all keys of the subject and answers which; `tombstone` stands for one that never had any. */
export const destroyKeys = async (
  db: Database,
  { kind, id }: KeySubject,
  tombstone: string,
): Promise<readonly string[]> => {
  const current = await rowsOf<{ kid: string }>(
    db,
    sql`INSERT INTO data_key (kid, subject_kind, subject_id, state, destroyed_at)
        VALUES (${tombstone}, ${kind}, ${id}, 'destroyed', now())
        ON CONFLICT (subject_kind, subject_id) WHERE state <> 'retired'
        DO UPDATE SET state = 'destroyed', kek_id = NULL, wrapped = NULL, destroyed_at = now() RETURNING kid`,
  );
  const retired = await rowsOf<{ kid: string }>(
    db,
    sql`UPDATE data_key SET kek_id = NULL, wrapped = NULL, destroyed_at = now()
        WHERE subject_kind = ${kind} AND subject_id = ${id} AND state = 'retired' RETURNING kid`,
  );
  return [...current, ...retired].map(({ kid }) => kid);
};
