import { Temporal } from 'temporal-polyfill';

/** A zone's offsets from UTC. */
export type Zone = {
  /** How far ahead of UTC the clocks are at an instant, in milliseconds. */
  offsetMs(epochMs: number): number;
  /** The instant of a wall time; in a gap it moves forward, of two it is the earlier one. */
  epochMsOf(date: string, minuteOfDay: number): number;
};

/** A stretch `[from, until)` between two changes of the clocks. */
type Span = { readonly from: number; readonly until: number; readonly offsetMs: number };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const readSpan = (id: string, epochMs: number): Span => {
  const here = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(id);
  const next = here.getTimeZoneTransition('next');
  const isAtTransition = here.subtract({ milliseconds: 1 }).offsetNanoseconds !== here.offsetNanoseconds;
  const previous = isAtTransition ? here : here.getTimeZoneTransition('previous');
  return {
    from: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: Math.trunc(here.offsetNanoseconds / 1e6),
  };
};

/** Midnight of the date as if the place were in UTC; `Date` alone would take 30 February for 2 March. */
const midnightOf = (date: string): number => {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date)
    throw new RangeError(`not a date: ${date}`);
  return midnight;
};

const resolve = (id: string, date: string, minuteOfDay: number): number =>
  Temporal.PlainDateTime.from(date)
    .add({ minutes: minuteOfDay })
    .toZonedDateTime(id, { disambiguation: 'compatible' }).epochMilliseconds;

const holds = (span: Span, epochMs: number): boolean => span.from <= epochMs && epochMs < span.until;

/** Temporal's rules for one zone, with every stretch between two changes of its clocks read only once. */
export const temporalZone = (id: string): Zone => {
  const spans: Span[] = [];
  const spanAt = (epochMs: number): Span => {
    const known = spans.find((span) => holds(span, epochMs));
    if (known) return known;
    const span = readSpan(id, epochMs);
    spans.unshift(span);
    return span;
  };
  return {
    offsetMs: (epochMs) => spanAt(epochMs).offsetMs,
    epochMsOf: (date, minuteOfDay) => {
      if (!Number.isInteger(minuteOfDay)) throw new RangeError(`not a whole minute: ${minuteOfDay}`);
      const wall = midnightOf(date) + minuteOfDay * MINUTE_MS;
      const span = spanAt(wall);
      const isFarFromChange = holds(span, wall - DAY_MS) && holds(span, wall + DAY_MS);
      return isFarFromChange ? wall - span.offsetMs : resolve(id, date, minuteOfDay);
    },
  };
};
