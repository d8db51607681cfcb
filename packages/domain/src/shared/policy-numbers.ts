import { err, ok, type Result } from './result.js';

/** What a number counts where its name does not say it: money in fen, hundredths of a percent, minutes since a day's midnight. */
export type NumberUnit = 'plain' | 'fen' | 'basis-points' | 'minute-of-day';

/** Where a number stands in a policy, such as `hold.minutes`; `*` stands for every entry of a list. */
export type PlaceIn<Policy> = Policy extends number
  ? never
  : Policy extends readonly (infer Entry)[]
    ? Entry extends number
      ? '*'
      : `*.${PlaceIn<Entry>}`
    : { [Key in keyof Policy & string]: PlaceUnder<Key, Policy[Key]> }[keyof Policy & string];
type PlaceUnder<Key extends string, Value> = Value extends number ? Key : `${Key}.${PlaceIn<Value>}`;

/** A number that may be published, with its bounds, both included. */
export type NumberField<Place extends string = string> = {
  readonly at: Place;
  readonly least: number;
  readonly most: number;
  readonly unit: NumberUnit;
};

/** A list of numbers that may be longer or shorter, with the bounds of its length. */
export type NumberList = { readonly at: string; readonly least: number; readonly most: number };

type Bounds = { readonly least?: number; readonly most?: number };

/** What of a policy may be published, in the order in which people read it. */
export type PolicyNumbers<Policy> = {
  readonly fields: readonly NumberField<PlaceIn<Policy>>[];
  readonly lists: readonly NumberList[];
  /** The bounds that other numbers of the same policy set, by place. */
  readonly boundsWithin: (policy: Policy) => Readonly<Record<string, Bounds>>;
};

/**
 * What is wrong with a policy that somebody wants to publish; `at` names the number, or the list. Between `least` and `most` it
 * would do; `out-of-order` says that it contradicts another one, and `wrong-length` that a list is too short or too long.
 */
export type WrongPolicyNumber = {
  readonly type: 'WrongPolicyNumber';
  readonly at: string;
  readonly why: 'not-whole' | 'out-of-range' | 'out-of-order' | 'wrong-length';
  readonly least: number;
  readonly most: number;
};

/** A number that one version has and another has not; a list may be longer or shorter than it was. */
export type NumberChange = { readonly at: string; readonly before?: number; readonly after?: number };

const entriesAt = (value: unknown, path: readonly string[], place = ''): readonly [string, unknown][] => {
  const [key, ...rest] = path;
  if (key === undefined) return [[place, value]];
  const under = (name: string) => (place === '' ? name : `${place}.${name}`);
  if (key !== '*') {
    const next: unknown = value instanceof Object ? Reflect.get(value, key) : undefined;
    return entriesAt(next, rest, under(key));
  }
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return entries.flatMap((entry, index) => entriesAt(entry, rest, under(String(index))));
};

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** The numbers of a field as a policy has them, by their places: one, or one for each entry of its list. */
export const numbersAt = (policy: object, { at }: Pick<NumberField, 'at'>): ReadonlyMap<string, number> =>
  new Map(entriesAt(policy, at.split('.')).map(([place, value]) => [place, numberOf(value)]));

const lengthAt = (policy: object, at: string): number => {
  const [list] = entriesAt(policy, at.split('.'));
  return Array.isArray(list?.[1]) ? list[1].length : 0;
};

type Placed = readonly [at: string, number: number, field: NumberField];

const outside = (number: number, { least, most }: Required<Bounds>): boolean =>
  number < least || number > most;

/** Refuses lists of a wrong length, then numbers out of their bounds, then those that contradict one another: the first of them. */
export const checkNumbers = <Policy extends object>(
  { fields, lists, boundsWithin }: PolicyNumbers<Policy>,
  policy: Policy,
): Result<Policy, WrongPolicyNumber> => {
  const wrong = (at: string, why: WrongPolicyNumber['why'], { least, most }: Required<Bounds>) =>
    err({ type: 'WrongPolicyNumber', at, why, least, most } as const);
  for (const list of lists)
    if (outside(lengthAt(policy, list.at), list)) return wrong(list.at, 'wrong-length', list);
  const placed = fields.flatMap((field) =>
    [...numbersAt(policy, field)].map(([at, number]): Placed => [at, number, field]),
  );
  for (const [at, number, field] of placed) {
    if (!Number.isSafeInteger(number)) return wrong(at, 'not-whole', field);
    if (outside(number, field)) return wrong(at, 'out-of-range', field);
  }
  const within = boundsWithin(policy);
  for (const [at, number, field] of placed) {
    const bounds = { least: field.least, most: field.most, ...within[at] };
    if (outside(number, bounds)) return wrong(at, 'out-of-order', bounds);
  }
  return ok(policy);
};

/** What a policy changes of another, in the order of the fields. */
export const numberChanges = <Policy extends object>(
  { fields }: PolicyNumbers<Policy>,
  before: Policy,
  after: Policy,
): readonly NumberChange[] =>
  fields.flatMap((field) => {
    const old = numbersAt(before, field);
    const fresh = numbersAt(after, field);
    return [...new Set([...old.keys(), ...fresh.keys()])]
      .map((at) => ({ at, before: old.get(at), after: fresh.get(at) }))
      .filter((one) => one.before !== one.after)
      .map(({ at, ...one }) => ({
        at,
        ...(one.before === undefined ? {} : { before: one.before }),
        ...(one.after === undefined ? {} : { after: one.after }),
      }));
  });
