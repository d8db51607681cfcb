import { ERASED, type SealedField } from '@banzhen/domain/privacy';
import { type Statement, sql } from '../statement.js';
import type { SealedDatabase } from './sealed-database.js';

/** A field as a statement answers it with `stored`: sealed, plain as an older release wrote it, or empty. */
export type Stored = string | null;

const SEALED = 's';
const PLAIN = 'p';

/** What a statement selects to read a field of `table` (its name or alias) whichever way it is stored. */
export const stored = (table: string, column: string): Statement =>
  sql.raw(
    `coalesce('${SEALED}' || encode(${table}.${column}_sealed, 'hex'), '${PLAIN}' || ${table}.${column})`,
  );

/** The same for a column that is never sealed, where one statement answers both kinds. */
export const storedPlainly = (table: string, column: string): Statement =>
  sql.raw(`'${PLAIN}' || ${table}.${column}`);

/** The same for what a column holds, once it was read. */
export const storedOf = (sealed: Uint8Array | null, plain: string | null): Stored =>
  sealed ? `${SEALED}${Buffer.from(sealed).toString('hex')}` : plain === null ? null : `${PLAIN}${plain}`;

export type StoredText = { readonly field: SealedField; readonly rowId: string; readonly stored: Stored };

/** Reads one of the texts that were opened. What was erased says so. */
export interface OpenedTexts {
  (stored: string): string;
  (stored: Stored): string | null;
}

/** Opens the texts of a whole list in one pass. */
export const openTexts = async (
  { db, sealer }: SealedDatabase,
  texts: readonly StoredText[],
): Promise<OpenedTexts> => {
  const sealed = new Map(
    texts.flatMap(({ stored: text, ...place }) => (text?.startsWith(SEALED) ? [[text, place] as const] : [])),
  );
  const opened = await sealer.openAll(
    db,
    [...sealed].map(([text, place]) => ({ ...place, sealed: Buffer.from(text.slice(1), 'hex') })),
  );
  const plain = new Map([...sealed.keys()].map((text, index) => [text, opened[index] ?? ERASED]));
  const read = (text: Stored): string | null => {
    if (text === null) return null;
    if (text.startsWith(PLAIN)) return text.slice(1);
    const found = plain.get(text);
    if (found === undefined) throw new Error('a sealed text was not opened with its list');
    return found;
  };
  return read as OpenedTexts;
};
