import type { InvalidInput } from '@banzhen/domain/refusals';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { type Cursors, cursorsOf } from '../v1/cursor.js';
import { withoutBase } from './own-references.js';

/** A search parameter as the CapabilityStatement tells it. */
export type SearchParam = {
  readonly type: 'date' | 'reference' | 'string' | 'token';
  readonly documentation: string;
};

/** What somebody searches for. */
export type Asked = {
  /** Of parameters that are known and not empty; all values of one hold together. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly count: number;
  readonly cursor: string | undefined;
  /** Parameters that nobody knows and nothing was done with. */
  readonly ignored: readonly string[];
};

const LARGEST_PAGE = 100;
const USUAL_PAGE = 50;
/** Of FHIR for every search, and our own for the next page. */
const always = ['_count', '_format', '_cursor'];
const JSON_FORMATS = ['json', 'application/json', 'application/fhir+json'];
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export const unfit = (path: string, problem: string): InvalidInput => ({
  type: 'InvalidInput',
  fields: [{ path: path.slice(0, 100), problem }],
});

const countOf = (text: string | undefined): Result<number, InvalidInput> => {
  if (text === undefined) return ok(USUAL_PAGE);
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return count > 0 ? ok(Math.min(count, LARGEST_PAGE)) : err(unfit('_count', 'a whole number from 1'));
};

/** Whether unknown parameters are refused (`Prefer: handling=strict`) or left alone. */
export const isStrict = (prefer: string | undefined): boolean =>
  /(?:^|[;,\s])handling\s*=\s*"?strict"?/i.test(prefer ?? '');

/**
 * Reads the parameters of a search. Those that nobody knows are ignored, or refused by whoever is strict; a modifier of one that
 * is known is always refused, because without it the answer would be another. References may begin with `base`, our own address.
 */
export const readAsked = (
  query: URLSearchParams,
  params: Readonly<Record<string, SearchParam>>,
  { base: ownBase, strict }: { readonly base: string; readonly strict: boolean },
): Result<Asked, InvalidInput> => {
  const values = new Map<string, string[]>();
  const ignored: string[] = [];
  for (const [name, value] of query) {
    const [base = '', ...modifiers] = name.split(/[:.]/);
    const isKnown = base in params || always.includes(base);
    if (isKnown && modifiers.length > 0) return err(unfit(name, 'modifiers and chains are not supported'));
    if (!isKnown) ignored.push(name);
    else if (value !== '') {
      const told = params[name]?.type === 'reference' ? withoutBase(ownBase, value) : value;
      values.set(name, [...(values.get(name) ?? []), told]);
    }
  }
  if (strict && ignored.length > 0) return err(unfit(ignored[0] ?? '', 'not a parameter of this search'));
  const repeated = [...values].find(([name, given]) => given.length > 1 && params[name]?.type !== 'date');
  if (repeated) return err(unfit(repeated[0], 'once at most'));
  const format = values.get('_format')?.[0];
  if (format !== undefined && !JSON_FORMATS.includes(format.toLowerCase()))
    return err(unfit('_format', 'JSON alone is served'));
  const count = countOf(values.get('_count')?.[0]);
  if (!count.ok) return count;
  return ok({ values, count: count.value, cursor: values.get('_cursor')?.[0], ignored });
};

/** The cursors of one search: of this type, and of these values of its parameters. */
export const cursorsAsked = (type: string, { values }: Pick<Asked, 'values'>): Cursors =>
  cursorsOf(type, ...[...values].filter(([name]) => !always.includes(name)).toSorted());

/** An id as FHIR sends it, as ours are written; undefined for what is none of ours. */
export const uuidIn = (text: string): string | undefined =>
  UUID.test(text) ? text.toLowerCase() : undefined;

/** The id of a reference parameter: `Location/<id>`, or the id alone. */
export const referenceIn = (
  { values }: Pick<Asked, 'values'>,
  name: string,
  type: string,
): Result<string | undefined, InvalidInput> => {
  const text = values.get(name)?.[0];
  if (text === undefined) return ok(undefined);
  const id = uuidIn(text.startsWith(`${type}/`) ? text.slice(type.length + 1) : text);
  return id === undefined ? err(unfit(name, `a reference such as ${type}/<id>`)) : ok(id);
};

/** The codes of a token parameter, any of which may hold; none of them is unknown. */
export const tokensIn = <Code extends string>(
  { values }: Pick<Asked, 'values'>,
  name: string,
  codes: readonly Code[],
): Result<readonly Code[] | undefined, InvalidInput> => {
  const text = values.get(name)?.[0];
  if (text === undefined) return ok(undefined);
  const found = text
    .split(',')
    .map((token) => codes.find((code) => code === token.slice(token.lastIndexOf('|') + 1)));
  const known = found.flatMap((code) => code ?? []);
  return known.length === found.length ? ok(known) : err(unfit(name, `some of ${codes.join(', ')}`));
};
