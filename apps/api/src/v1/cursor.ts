import { createHash } from 'node:crypto';
import type { CursorInvalid } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const MARK_LENGTH = 8;

/** A place in a list, as the cursor of what comes next: opaque to whoever has it, and no secret. */
export const cursorOf = (...key: readonly string[]): string =>
  Buffer.from(key.join(' ')).toString('base64url');

/** The id in a cursor, which is its last part, with as many parts as it was made of. */
export const readCursor = (
  cursor: string | undefined,
  parts: number,
): Result<readonly string[] | undefined, CursorInvalid> => {
  if (cursor === undefined) return ok(undefined);
  const key = Buffer.from(cursor, 'base64url').toString().split(' ');
  const isFit = key.length === parts && UUID.test(key.at(-1) ?? '') && cursorOf(...key) === cursor;
  return isFit ? ok(key) : err({ type: 'CursorInvalid' });
};

/** The first of what was found, with the cursor of the last one where more was found than that. */
type Page<Item> = { readonly items: Item[]; readonly nextCursor?: string };

/** The cursors of one list. */
export type Cursors = {
  readonly of: (...key: readonly string[]) => string;
  /** As `readCursor`; a cursor of another list is refused. */
  readonly read: (
    cursor: string | undefined,
    parts: number,
  ) => Result<readonly string[] | undefined, CursorInvalid>;
  /** The first `limit` of what was found. */
  readonly page: <Item>(
    found: readonly Item[],
    limit: number,
    keyOf: (item: Item) => readonly string[],
  ) => Page<Item>;
};

/**
 * Cursors that count in one list alone: of this place, this range and these filters. In another list they would leave out what
 * nobody has seen, without a word. What they were made for is in them as a short digest.
 */
export const cursorsOf = (...list: readonly unknown[]): Cursors => {
  const mark = createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, MARK_LENGTH);
  const of = (...key: readonly string[]) => cursorOf(mark, ...key);
  return {
    of,
    read(cursor, parts) {
      const read = readCursor(cursor, parts + 1);
      if (!read.ok || read.value === undefined) return read;
      const [madeFor, ...key] = read.value;
      return madeFor === mark ? ok(key) : err({ type: 'CursorInvalid' });
    },
    page(found, limit, keyOf) {
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      return { items, ...(last === undefined ? {} : { nextCursor: of(...keyOf(last)) }) };
    },
  };
};
