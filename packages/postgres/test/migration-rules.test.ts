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
  [
    'adds a column that old code leaves empty',
    /\bADD\s+COLUMN\b(?![^;,]*\b(?:DEFAULT|GENERATED ALWAYS)\b)[^;,]*\bNOT\s+NULL\b/i,
  ],
];

const replacedLists = /\bDROP CONSTRAINT (\w+),\s*ADD CONSTRAINT \1 CHECK \((\w+) IN \(([^)]*)\)\)/g;
const valuesIn = (list: string): readonly string[] => [...list.matchAll(/'[^']*'/g)].map(([value]) => value);

/** Without the lists of allowed values that `text` replaces by longer ones: the release before lives with those. */
const withoutLongerLists = (text: string, earlier: string): string =>
  text.replace(replacedLists, (replacement, name: string, column: string, list: string) => {
    const before = new RegExp(`CONSTRAINT ${name}\\s+CHECK \\(\\s*${column} IN \\(([^)]*)\\)\\)`).exec(
      earlier,
    )?.[1];
    const allowed = valuesIn(list);
    const isLonger = before !== undefined && valuesIn(before).every((value) => allowed.includes(value));
    return isLonger ? '' : replacement;
  });

/** A reference that is no longer asked for refuses nothing that the release before writes. */
const withoutDroppedReferences = (text: string): string => text.replace(/\bDROP CONSTRAINT \w+_fkey\b/g, '');

const contractionsIn = (text: string, earlier = ''): readonly string[] => {
  const rest = withoutDroppedReferences(withoutLongerLists(text, earlier));
  return contractions.filter(([, pattern]) => pattern.test(rest)).map(([name]) => name);
};

describe('migrations', () => {
  it('are numbered without a gap', () => {
    expect(scripts.map(({ file }) => Number(file.slice(0, 4)))).toEqual(scripts.map((_, index) => index + 1));
  });

  it.each(scripts)('$file only expands', ({ file, text }) => {
    const earlier = scripts.filter((script) => script.file < file).map((script) => script.text);
    expect(contractionsIn(text, earlier.join('\n'))).toEqual([]);
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

  it('control: a list of values may only become longer', () => {
    const earlier = "CONSTRAINT review_tone CHECK (tone IN ('warm', 'cold'))";
    const replacing = (list: string) =>
      `ALTER TABLE review DROP CONSTRAINT review_tone, ADD CONSTRAINT review_tone CHECK (tone IN (${list}))`;
    expect(contractionsIn(replacing("'warm', 'cold', 'plain'"), earlier)).toEqual([]);
    expect(contractionsIn(replacing("'warm', 'plain'"), earlier)).toEqual(['drops']);
    expect(contractionsIn(replacing("'warm', 'cold'"))).toEqual(['drops']);
  });

  it('control: a reference may go, nothing else that is named like it', () => {
    expect(contractionsIn('ALTER TABLE review DROP CONSTRAINT review_order_id_fkey')).toEqual([]);
    expect(contractionsIn('ALTER TABLE review DROP CONSTRAINT review_pkey')).toEqual(['drops']);
    expect(contractionsIn('ALTER TABLE review DROP COLUMN order_fkey')).toEqual(['drops']);
  });

  it('control: an expanding column is not seen', () => {
    expect(contractionsIn("ALTER TABLE review ADD COLUMN tone text NOT NULL DEFAULT ''")).toEqual([]);
  });
});
