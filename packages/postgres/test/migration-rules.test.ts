import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../migrations/', import.meta.url);
const scripts = readdirSync(folder).map((file) => ({
  file,
  text: readFileSync(new URL(file, folder), 'utf8'),
}));

/** What the release before this one could not live with (IN7); expand first, contract a release later. */
const contractions: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['drops', /\bDROP\s+(?:TABLE|COLUMN|CONSTRAINT|TYPE)\b/i],
  ['renames', /\bRENAME\b/i],
  ['changes a type', /\bALTER\s+(?:COLUMN\s+)?\w+\s+(?:SET\s+DATA\s+)?TYPE\b/i],
  ['demands a value', /\bSET\s+NOT\s+NULL\b/i],
  ['adds a column that old code leaves empty', /\bADD\s+COLUMN\b(?![^;,]*\bDEFAULT\b)[^;,]*\bNOT\s+NULL\b/i],
];

const contractionsIn = (text: string): readonly string[] =>
  contractions.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);

describe('migrations', () => {
  it('are numbered without a gap', () => {
    expect(scripts.map(({ file }) => Number(file.slice(0, 4)))).toEqual(scripts.map((_, index) => index + 1));
  });

  it.each(scripts)('$file only expands', ({ text }) => {
    expect(contractionsIn(text)).toEqual([]);
  });

  it.each([
    ['ALTER TABLE review DROP COLUMN text', 'drops'],
    ['ALTER TABLE review RENAME TO word', 'renames'],
    ['ALTER TABLE review ALTER COLUMN stars TYPE integer', 'changes a type'],
    ['ALTER TABLE review ALTER COLUMN at SET NOT NULL', 'demands a value'],
    ['ALTER TABLE review ADD COLUMN tone text NOT NULL', 'adds a column that old code leaves empty'],
  ])('control: %s is seen', (statement, name) => {
    expect(contractionsIn(statement)).toEqual([name]);
  });

  it('control: an expanding column is not seen', () => {
    expect(contractionsIn("ALTER TABLE review ADD COLUMN tone text NOT NULL DEFAULT ''")).toEqual([]);
  });
});
