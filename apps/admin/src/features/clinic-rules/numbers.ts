import type { ClinicPoliciesDto } from '@banzhen/contracts';

type Version = ClinicPoliciesDto['versions'][number];
/** The numbers without that of their version: what is published as the next one. */
export type Numbers = Omit<Version['policy'], 'version'>;
export type Field = ClinicPoliciesDto['fields'][number];

export const numbersOf = ({ version: _, ...numbers }: Version['policy']): Numbers => numbers;

type Tree = { [key: string]: number | Tree };

const holderOf = (tree: Tree, at: string): readonly [holder: Tree, key: string] => {
  const path = at.split('.');
  let holder = tree;
  for (const part of path.slice(0, -1)) {
    const next = holder[part];
    if (typeof next !== 'object') throw new Error(`there is no number at ${at}`);
    holder = next;
  }
  return [holder, path.at(-1) ?? ''];
};

/** The number at a place of the server's list of fields. */
export const numberAt = (numbers: Numbers, at: string): number => {
  const [holder, key] = holderOf(structuredClone(numbers), at);
  const found = holder[key];
  if (typeof found !== 'number') throw new Error(`there is no number at ${at}`);
  return found;
};

export const withNumberAt = (numbers: Numbers, at: string, number: number): Numbers => {
  const copy = structuredClone(numbers);
  const [holder, key] = holderOf(copy, at);
  holder[key] = number;
  return copy;
};

const groups = [
  ['holding', ['appointments.hold.', 'appointments.confirmWithinMinutes']],
  ['changing', ['appointments.changes.']],
  ['booking', ['appointments.departmentsPerDay', 'bookingTimes.']],
  ['coming', ['appointments.onSite.', 'appointments.noShow.']],
  ['returning', ['appointments.returnPath.']],
  ['waiting', ['waitlist.']],
] as const;

type Group = (typeof groups)[number][0] | 'other';

/** The fields as a person thinks of them; one that this console does not know yet comes last, under its place. */
export const grouped = (
  fields: readonly Field[],
): readonly (readonly [group: Group, fields: readonly Field[]])[] => {
  const isOf = (places: readonly string[], { at }: Field) => places.some((place) => at.startsWith(place));
  const known = groups.map(([group, places]) => [group, fields.filter((one) => isOf(places, one))] as const);
  const rest = fields.filter((one) => !groups.some(([, places]) => isOf(places, one)));
  return [...known, ['other', rest] as const].filter(([, those]) => those.length > 0);
};

/** Minutes of a clinic's day as its clocks show them; undefined for every other number. */
export const clockOf = (at: string, number: number): string | undefined => {
  if (!/\.hours\.(?:from|to)Minute$/.test(at) || number < 0) return undefined;
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(number / 60))}:${two(number % 60)}`;
};

/** A number as it is read. */
export const shownNumber = (at: string, number: number): string => clockOf(at, number) ?? String(number);
