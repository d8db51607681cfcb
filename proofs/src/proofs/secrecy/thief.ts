import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenDatabase } from '@banzhen/postgres';
import { readCatalogue, rowsOf, sql } from '@banzhen/postgres/testing';

/** Something that a thief holds: where it is from, and its bytes. */
export interface Loot {
  readonly from: string;
  readonly bytes: Buffer;
}

/** Every row of every table as text. */
export async function dumpOf({ db }: OpenDatabase): Promise<readonly Loot[]> {
  const { tables } = await readCatalogue(db);
  const loot: Loot[] = [];
  for (const table of tables) {
    const rows = await rowsOf<{ line: string }>(db, sql.raw(`SELECT one::text AS line FROM ${table} one`));
    loot.push({ from: table, bytes: Buffer.from(rows.map(({ line }) => line).join('\n')) });
  }
  return loot;
}

/** Every file of a folder but the keys, which are kept apart. */
export function filesOf(folder: string): readonly Loot[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'keys.json')
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ from: path.slice(folder.length + 1), bytes: readFileSync(path) }));
}

/** How a text may stand in bytes: as it is, with JSON's escapes, or as the hex of a column of bytes. */
function formsOf(text: string): readonly Buffer[] {
  const escaped = JSON.stringify(text).slice(1, -1);
  const ascii = escaped.replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const forms = [
    text,
    escaped,
    ascii,
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('base64'),
  ];
  return [...new Set(forms)].map((form) => Buffer.from(form));
}

/** The canaries that the loot tells, each with where it was found. */
export function foundIn(loot: readonly Loot[], canaries: ReadonlySet<string>): readonly string[] {
  return [...canaries].flatMap((canary) => {
    const forms = formsOf(canary);
    return loot
      .filter(({ bytes }) => forms.some((form) => bytes.includes(form)))
      .map(({ from }) => `${canary} in ${from}`);
  });
}
