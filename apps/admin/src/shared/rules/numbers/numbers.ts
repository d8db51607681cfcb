import type { NumberFieldDto, NumberListDto } from '@banzhen/contracts';
import { formatFen } from '../../format.js';

type Value = number | Tree | Value[];
type Tree = { [key: string]: Value };

const isTree = (value: Value | undefined): value is Tree =>
  typeof value === 'object' && !Array.isArray(value);

const childOf = (value: Value | undefined, key: string): Value | undefined => {
  if (Array.isArray(value)) return value[Number(key)];
  return isTree(value) ? value[key] : undefined;
};

/** The numbers of a policy as a copy of their own: what they are is told by the server's list of fields. */
const treeOf = (numbers: object): Value => structuredClone(numbers) as Tree;

const valueAt = (tree: Value, place: string): Value | undefined =>
  place.split('.').reduce<Value | undefined>(childOf, tree);

/** The number at a place of the server's list of fields. */
export const numberAt = (numbers: object, place: string): number => {
  const found = valueAt(treeOf(numbers), place);
  if (typeof found !== 'number') throw new Error(`there is no number at ${place}`);
  return found;
};

const withValueAt = <Numbers extends object>(numbers: Numbers, place: string, value: Value): Numbers => {
  const copy = structuredClone(numbers);
  const path = place.split('.');
  const holder = path.slice(0, -1).reduce<Value | undefined>(childOf, copy as Value);
  const key = path.at(-1) ?? '';
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else if (isTree(holder)) holder[key] = value;
  else throw new Error(`there is nothing at ${place}`);
  return copy;
};

export const withNumberAt = <Numbers extends object>(
  numbers: Numbers,
  place: string,
  number: number,
): Numbers => withValueAt(numbers, place, number);

const rowsAt = (numbers: object, { at }: Pick<NumberListDto, 'at'>): readonly Value[] => {
  const rows = valueAt(treeOf(numbers), at);
  return Array.isArray(rows) ? rows : [];
};

export const lengthOf = (numbers: object, list: Pick<NumberListDto, 'at'>): number =>
  rowsAt(numbers, list).length;

/** The fields of a list's rows. */
export const fieldsInList = (
  fields: readonly NumberFieldDto[],
  { at }: Pick<NumberListDto, 'at'>,
): readonly NumberFieldDto[] => fields.filter((field) => field.at.startsWith(`${at}.*`));

/** The lists that some fields are the rows of. */
export const listsOf = (
  fields: readonly NumberFieldDto[],
  lists: readonly NumberListDto[],
): readonly NumberListDto[] => lists.filter((list) => fieldsInList(fields, list).length > 0);

/** The fields that are in no list. */
export const singleFields = (fields: readonly NumberFieldDto[]): readonly NumberFieldDto[] =>
  fields.filter(({ at }) => !at.includes('*'));

/** A row as it stands where the list has none yet: every number of it at its least. */
const firstRow = ({ at }: Pick<NumberListDto, 'at'>, fields: readonly NumberFieldDto[]): Value => {
  const inList = fieldsInList(fields, { at });
  const [only] = inList;
  if (only?.at === `${at}.*`) return only.least;
  return Object.fromEntries(inList.map((field) => [field.at.slice(at.length + 3), field.least]));
};

/** With one row more at the end, which is as the last one is. */
export const withRowAdded = <Numbers extends object>(
  numbers: Numbers,
  list: Pick<NumberListDto, 'at'>,
  fields: readonly NumberFieldDto[],
): Numbers => {
  const rows = rowsAt(numbers, list);
  const row = rows.at(-1) ?? firstRow(list, fields);
  return withValueAt(numbers, list.at, [...rows, structuredClone(row)]);
};

export const withoutRow = <Numbers extends object>(
  numbers: Numbers,
  list: Pick<NumberListDto, 'at'>,
  index: number,
): Numbers => withValueAt(numbers, list.at, rowsAt(numbers, list).toSpliced(index, 1));

/** The field that a place belongs to, such as `tiers.*.refund` for `tiers.2.refund`. */
export const fieldPlaceOf = (place: string): string => place.replace(/\.\d+(?=\.|$)/g, '.*');

/** Which row of its list a place is in, counted from 1; undefined for a number that is in none. */
export const rowOf = (place: string): number | undefined => {
  const index = /\.(\d+)(?=\.|$)/.exec(place)?.[1];
  return index === undefined ? undefined : Number(index) + 1;
};

/** What the numbers of a policy are about, and the places of each, as a person thinks of them. */
export type NumberGroups = readonly (readonly [group: string, places: readonly string[]])[];

const isUnder = (places: readonly string[], { at }: { readonly at: string }): boolean =>
  places.some((place) => at.startsWith(place));

/** The fields by their groups; one that this console does not know yet comes last, under its place. */
export const grouped = (
  fields: readonly NumberFieldDto[],
  groups: NumberGroups,
): readonly (readonly [group: string, fields: readonly NumberFieldDto[]])[] => {
  const known = groups.map(
    ([group, places]) => [group, fields.filter((one) => isUnder(places, one))] as const,
  );
  const rest = fields.filter((one) => !groups.some(([, places]) => isUnder(places, one)));
  return [...known, ['other', rest] as const].filter(([, those]) => those.length > 0);
};

type Unit = NumberFieldDto['unit'];

/** How many of what is counted make one of what people type: 100 fen are a yuan, 100 basis points a percent. */
export const scaleOf = (unit: Unit): number => (unit === 'fen' || unit === 'basis-points' ? 100 : 1);

/** Minutes since midnight as clocks show them. */
export const clockOf = (minutes: number): string => {
  const two = (part: number) => String(part).padStart(2, '0');
  return minutes < 0 ? '' : `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

/** A number as it is read. */
export const shownNumber = (unit: Unit, number: number): string => {
  if (unit === 'fen') return formatFen(number);
  if (unit === 'basis-points') return `${number / 100}%`;
  return unit === 'minute-of-day' ? clockOf(number) : String(number);
};
