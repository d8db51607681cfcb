import { type Statement, sql } from './statement.js';

/** A set of rows as one parameter, so that the statement keeps its shape whatever their number. */
export const jsonRows = (rows: readonly unknown[]): Statement => sql`${JSON.stringify(rows)}::jsonb`;

export const json = (value: unknown): Statement => sql`${JSON.stringify(value)}::jsonb`;

/** An instant in a hand-written statement. */
export const at = (instant: Date): Statement => sql`${instant.toISOString()}::timestamptz`;

/** Bytes in a hand-written statement. */
export const binary = (bytes: Uint8Array): Statement =>
  sql`decode(${Buffer.from(bytes).toString('hex')}, 'hex')`;

export const uuidArray = (ids: readonly string[]): Statement => sql`${`{${ids.join(',')}}`}::uuid[]`;

export const textArray = (texts: readonly string[]): Statement =>
  sql`${`{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`}::text[]`;

/** The text of an array, for a parameter that is cast to one; `undefined` is NULL in it. */
export const arrayText = (items: readonly (string | number | undefined)[]): string => {
  let text = '{';
  for (const [index, item] of items.entries()) {
    if (index > 0) text += ',';
    if (item === undefined) text += 'NULL';
    else text += typeof item === 'number' ? item : `"${item.replace(/["\\]/g, '\\$&')}"`;
  }
  return `${text}}`;
};

/** Reads an instant that a hand-written statement answered. */
export const instantOf = (text: string): Date => new Date(text);

/** A column that the state of its row promises; `undefined` would be a bug of a migration or a mapper. */
export const present = <T>(value: T | null | undefined, column: string): T => {
  if (value === null || value === undefined) throw new Error(`${column} is empty where its row must have it`);
  return value;
};

/** `{ [key]: value }`, or nothing when the column is empty: optional fields are absent, never undefined. */
export const optional = <K extends string, T>(
  key: K,
  value: T | null | undefined,
): { readonly [P in K]?: T } =>
  (value === null || value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };
