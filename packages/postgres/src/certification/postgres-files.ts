import type { FileStore, StoredFile } from '@banzhen/domain/files';
import { bytesOf } from '../accounts/hex.js';
import { rowOf, rowsOf, run } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, instantOf, jsonRows } from '../sql-values.js';
import { sql } from '../statement.js';

/** Of a file in one piece; without a rest in base64. */
const PART_BYTES = 48 * 1024;
/** Pieces that one statement writes. */
const PARTS_AT_ONCE = 16;

type FileRow = {
  readonly id: StoredFile['id'];
  readonly tenant_id: StoredFile['tenantId'];
  readonly account_id: StoredFile['accountId'];
  readonly media_type: StoredFile['mediaType'];
  readonly bytes: number;
  readonly stored_at: string;
};

const partsOf = (content: Uint8Array): readonly string[] => {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const count = Math.ceil(bytes.length / PART_BYTES);
  return Array.from({ length: count }, (_, no) =>
    bytes.subarray(no * PART_BYTES, (no + 1) * PART_BYTES).toString('base64'),
  );
};

const fieldOf = 'stored_file_part.content' as const;
const rowIdOf = (id: string, no: number): string => `${id}/${no}`;

/** Files in the database, sealed in pieces with the key of whose they are. */
export const postgresFiles = ({ db, sealer }: SealedDatabase): FileStore => ({
  async insert({ id, tenantId, accountId, mediaType, content, storedAt }) {
    await run(
      db,
      sql`INSERT INTO stored_file (id, tenant_id, account_id, media_type, bytes, stored_at)
        VALUES (${id}, ${tenantId}, ${accountId}, ${mediaType}, ${content.length}::integer, ${at(storedAt)})`,
    );
    const parts = partsOf(content);
    const subject = { kind: 'account', id: accountId } as const;
    for (let first = 0; first < parts.length; first += PARTS_AT_ONCE) {
      const here = parts.slice(first, first + PARTS_AT_ONCE);
      const sealed = await sealer.sealAll(
        db,
        here.map((plain, index) => ({ field: fieldOf, subject, rowId: rowIdOf(id, first + index), plain })),
      );
      const rows = sealed.map((bytes, index) => ({
        no: first + index,
        content: Buffer.from(bytes).toString('hex'),
      }));
      await run(
        db,
        sql`INSERT INTO stored_file_part (file_id, no, content_sealed)
          SELECT ${id}::uuid, no, decode(content, 'hex')
          FROM jsonb_to_recordset(${jsonRows(rows)}) AS given(no integer, content text)`,
      );
    }
  },

  async read(id) {
    const [row] = await rowsOf<FileRow>(
      db,
      sql`SELECT id, tenant_id, account_id, media_type, bytes, stored_at FROM stored_file WHERE id = ${id}`,
    );
    if (!row) return undefined;
    const parts = await rowsOf<{ no: number; content: string }>(
      db,
      sql`SELECT no, encode(content_sealed, 'hex') AS content FROM stored_file_part WHERE file_id = ${id} ORDER BY no`,
    );
    const opened = await sealer.openAll(
      db,
      parts.map(({ no, content }) => ({ field: fieldOf, rowId: rowIdOf(id, no), sealed: bytesOf(content) })),
    );
    if (opened.some((part) => part === undefined)) return undefined;
    const content = Buffer.concat(opened.map((part) => Buffer.from(part ?? '', 'base64')));
    if (content.length !== row.bytes) throw new Error(`stored file ${id} is not whole`);
    return {
      ...{ id: row.id, tenantId: row.tenant_id, accountId: row.account_id, mediaType: row.media_type },
      ...{ content, storedAt: instantOf(row.stored_at) },
    };
  },

  async bytesOf(accountId) {
    const { total } = await rowOf<{ total: number }>(
      db,
      sql`SELECT coalesce(sum(bytes), 0)::integer AS total FROM stored_file WHERE account_id = ${accountId}`,
    );
    return total;
  },
});
