import { dateAfter } from '@banzhen/domain/shared/calendar';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { err, ok, type Result } from '@banzhen/domain/shared/result';

/** `[from, until)` as days of the clinic's calendar, `[since, before)` as instants; what is not there has no end. */
type Bounds = {
  readonly from?: string;
  readonly until?: string;
  readonly since?: Date;
  readonly before?: Date;
};

/** The form in which sessions are looked for: days, both included, and instants within them. */
export type StartDates = {
  readonly from: string;
  readonly until: string;
  readonly since?: Date | undefined;
  readonly before?: Date | undefined;
};

const DATE = /^(eq|ge|gt|le|lt)?((?:19|20|21)\d{2})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const INSTANT =
  /^(eq|ge|gt|le|lt)?((?:19|20|21)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))$/;
/** Years from 1900 to 2199 are read. */
const EARLIEST = '1900-01-01';
const LATEST = '2199-12-31';

/** The days that a date of FHIR stands for: a year, a month or a day, `[first, next)`. */
const daysOf = (year: string, month: string | undefined, day: string | undefined) => {
  const first = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const at = new Date(`${first}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== first) return undefined;
  if (day !== undefined) return { first, next: dateAfter(first, 1) };
  const next = month === undefined ? [Number(year) + 1, 1] : [Number(year), Number(month) + 1];
  return {
    first,
    next: new Date(Date.UTC(next[0] ?? 0, (next[1] ?? 1) - 1, 1)).toISOString().slice(0, 10),
  };
};

/** How long an instant lasts that is written to the minute, to the second or to its parts. */
const lengthOf = (text: string): number => {
  if (!/T\d{2}:\d{2}:\d{2}/.test(text)) return 60_000;
  const parts = /\.(\d{1,3})/.exec(text)?.[1];
  return parts === undefined ? 1_000 : 10 ** (3 - parts.length);
};

const bounded = <T>(
  prefix: string,
  first: T,
  next: T,
): readonly [low?: T | undefined, high?: T | undefined] => {
  if (prefix === 'ge') return [first];
  if (prefix === 'gt') return [next];
  if (prefix === 'le') return [undefined, next];
  return prefix === 'lt' ? [undefined, first] : [first, next];
};

const boundsOf = (text: string): Bounds | undefined => {
  const [, prefix = 'eq', year, month, day] = DATE.exec(text) ?? [];
  if (year !== undefined) {
    const days = daysOf(year, month, day);
    const [from, until] = days ? bounded(prefix, days.first, days.next) : [];
    return days && { ...(from ? { from } : {}), ...(until ? { until } : {}) };
  }
  // A plus in an address is a blank.
  const [, word = 'eq', instant] = INSTANT.exec(text.replace(' ', '+')) ?? [];
  const at = instant === undefined ? Number.NaN : Date.parse(instant);
  if (instant === undefined || Number.isNaN(at)) return undefined;
  const [since, before] = bounded(word, new Date(at), new Date(at + lengthOf(instant)));
  return { ...(since ? { since } : {}), ...(before ? { before } : {}) };
};

const latest = <T extends string | Date>(values: readonly (T | undefined)[]): T | undefined =>
  values.reduce(
    (last, one) => (one !== undefined && (last === undefined || one > last) ? one : last),
    undefined,
  );
const earliest = <T extends string | Date>(values: readonly (T | undefined)[]): T | undefined =>
  values.reduce(
    (last, one) => (one !== undefined && (last === undefined || one < last) ? one : last),
    undefined,
  );

/** The day in UTC, which no clock on earth is further from than one day. */
const dayNear = (at: Date | undefined, days: number): string | undefined =>
  at && new Date(at.getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** Values of a date parameter, all of which hold: days are those of the clinic, instants are instants. Fails with the value that is none. */
export const startDates = (
  values: readonly string[],
): Result<StartDates & { readonly isBounded: boolean }, string> => {
  const read = values.map((value) => ({ value, bounds: boundsOf(value) }));
  const wrong = read.find(({ bounds }) => bounds === undefined);
  if (wrong) return err(wrong.value);
  const all = read.flatMap(({ bounds }) => bounds ?? []);
  const since = latest(all.map((one) => one.since));
  const before = earliest(all.map((one) => one.before));
  const from = latest([...all.map((one) => one.from), dayNear(since, -1)]);
  const end = earliest([...all.map((one) => one.until), dayNear(before, 2)]);
  return ok({
    from: from ?? EARLIEST,
    until: end === undefined ? LATEST : dateAfter(end, -1),
    since,
    before,
    isBounded: from !== undefined && end !== undefined,
  });
};
