import type { CursorInvalid } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The last row of a page, as the cursor of the next: opaque to whoever has it, and no secret. */
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

/** The first `limit` of what was found, with the cursor of the last one where more was found than that. */
export const pageOf = <Item>(
  found: readonly Item[],
  limit: number,
  keyOf: (item: Item) => readonly string[],
): { readonly items: Item[]; readonly nextCursor?: string } => {
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, ...(last === undefined ? {} : { nextCursor: cursorOf(...keyOf(last)) }) };
};
