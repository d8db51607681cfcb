import { parse } from 'csv-parse/sync';
import { CommandError } from '../told-error.js';
import { type Line, linesOf, notACsv } from './lines-of.js';

/** Why a row cannot be taken, in words. */
export type RowFault = { readonly zh: string; readonly en: string };
export type TableRow<Row> = { readonly line: number } & (
  | { readonly row: Row; readonly fault?: never }
  | { readonly fault: RowFault; readonly row?: never }
);

/** A kind of table: its header, and how one row of fields is read. */
export type TableForm<Row> = {
  readonly header: readonly string[];
  readonly read: (fields: readonly string[]) => Row | RowFault;
};

export const isFault = (read: object): read is RowFault => 'zh' in read && 'en' in read;

// A broken quote must not swallow the lines after it, so each line is parsed by itself.
const fieldsOf = (text: string): readonly string[] | undefined => {
  try {
    const records: unknown = parse(text, { relax_column_count: true });
    const [record] = Array.isArray(records) ? records : [];
    return Array.isArray(record) ? record.map((field) => String(field).trim()) : undefined;
  } catch {
    return undefined;
  }
};

/** Unreadable for people: control characters, or bytes that are no UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNREADABLE = /[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/;

const checkHeader = (file: string, header: readonly string[], { text }: Line): void => {
  if (UNREADABLE.test(text))
    throw notACsv(file, ['第一行不是 UTF-8 文本', 'its first line is not UTF-8 text']);
  const found = fieldsOf(text) ?? [];
  if (found.length === header.length && header.every((name, index) => name === found[index])) return;
  throw new CommandError({
    type: 'WrongHeader',
    zh: `${file} 的首行应为 ${header.join(',')}，实际为“${text.slice(0, 120)}”。`,
    en: `The first line of ${file} must be ${header.join(',')}; it is "${text.slice(0, 120)}".`,
  });
};

const rowOf = <Row extends object>({ header, read }: TableForm<Row>, text: string): Row | RowFault => {
  if (UNREADABLE.test(text))
    return { zh: '含有不可读字符或不是 UTF-8', en: 'has unreadable characters or is not UTF-8' };
  const fields = fieldsOf(text);
  if (!fields) return { zh: '引号不成对', en: 'its quotes do not match' };
  if (fields.length !== header.length)
    return {
      zh: `有 ${fields.length} 列，应有 ${header.length} 列`,
      en: `has ${fields.length} columns instead of ${header.length}`,
    };
  return read(fields);
};

/** Throws what `readTable` would throw at the top of the file. */
export const checkTable = async <Row extends object>(file: string, form: TableForm<Row>): Promise<void> => {
  for await (const _ of readTable(file, form)) return;
};

/** The rows of a CSV file, good and bad, with their line numbers; empty lines are passed over. Throws on a wrong header. */
export async function* readTable<Row extends object>(
  file: string,
  form: TableForm<Row>,
): AsyncGenerator<TableRow<Row>> {
  let hasHeader = false;
  for await (const line of linesOf(file)) {
    if (!hasHeader) {
      checkHeader(file, form.header, line);
      hasHeader = true;
      continue;
    }
    if (line.text.trim() === '') continue;
    const read = rowOf(form, line.text);
    yield isFault(read) ? { line: line.no, fault: read } : { line: line.no, row: read };
  }
  if (!hasHeader) throw notACsv(file, ['文件是空的', 'it is empty']);
}
