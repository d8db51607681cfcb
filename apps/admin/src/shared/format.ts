/** The one place that formats money and time. Times are always those of the place of the visit, never of this machine. */

export type Language = 'zh-CN' | 'en';

/** The board's answer names no zone; all of the mainland has this one. */
export const mainlandZone = 'Asia/Shanghai';

/** 123456 -> `¥1,234.56`; negative amounts carry a minus sign before the currency. */
export function formatFen(amountFen: number): string {
  const absolute = Math.abs(Math.trunc(amountFen));
  const yuan = String(Math.floor(absolute / 100)).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const cents = String(absolute % 100).padStart(2, '0');
  return `${amountFen < 0 ? '−' : ''}¥${yuan}.${cents}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(
  language: Language,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([language, zone, options]);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: zone,
    ...options,
  });
  formats.set(key, made);
  return made;
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const day = { month: 'short', day: 'numeric', weekday: 'short' } as const;

/** The calendar day of an instant at a place, as `2026-11-21`. */
export function dayOf(instant: string, zone: string): string {
  const parts = formatOf('en', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    new Date(instant),
  );
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** `09:30` at the place. */
export const formatClock = (instant: string, zone: string, language: Language): string =>
  formatOf(language, zone, clock).format(new Date(instant));

/** `09:30:05` at the place. */
export const formatExactClock = (instant: string, zone: string, language: Language): string =>
  formatOf(language, zone, { ...clock, second: '2-digit' }).format(new Date(instant));

/** Day with weekday; with the year where it is not the present one. */
export function formatDay(instant: string, zone: string, language: Language, nowMs = Date.now()): string {
  const isThisYear =
    dayOf(instant, zone).slice(0, 4) === dayOf(new Date(nowMs).toISOString(), zone).slice(0, 4);
  return formatOf(language, zone, isThisYear ? day : { year: 'numeric', ...day }).format(new Date(instant));
}

/** A date of a calendar (`2026-11-23`), with its weekday. */
export const formatDate = (date: string, language: Language): string =>
  formatDay(`${date}T12:00:00Z`, 'UTC', language);

/** Day and time of one instant. */
export const formatInstant = (instant: string, zone: string, language: Language): string =>
  `${formatDay(instant, zone, language)} ${formatClock(instant, zone, language)}`;

/** A stretch of time; the day stands twice only where it differs. */
export function formatStretch(from: string, to: string, zone: string, language: Language): string {
  const end =
    dayOf(from, zone) === dayOf(to, zone)
      ? formatClock(to, zone, language)
      : formatInstant(to, zone, language);
  return `${formatInstant(from, zone, language)}–${end}`;
}

/** The wall clock at a place, as a field for day and time takes it: `2026-11-21T09:30`. */
export const wallTimeOf = (instant: string, zone: string): string =>
  `${dayOf(instant, zone)}T${formatClock(instant, zone, 'en')}`;

/** The instant at which a place's wall clock shows `wallTime`; where it never does, the one an hour later. */
export function instantOf(wallTime: string, zone: string): string {
  const asIfUtc = Date.parse(`${wallTime}Z`);
  const shift = (at: number) =>
    Date.parse(`${wallTimeOf(new Date(at).toISOString(), zone)}Z`) - Math.floor(at / 60_000) * 60_000;
  const first = asIfUtc - shift(asIfUtc);
  return new Date(asIfUtc - shift(first)).toISOString();
}

const DAY_MS = 86_400_000;

/** The instant at which a day such as `2026-11-21` begins on the mainland. */
export const startOfDay = (day: string): string => instantOf(`${day}T00:00`, mainlandZone);

/** The instant at which that day is over. */
export const startOfNextDay = (day: string): string =>
  startOfDay(new Date(Date.parse(`${day}T00:00Z`) + DAY_MS).toISOString().slice(0, 10));

export type Remaining = {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
};

/** A duration in parts, without its sign. */
export function remainingParts(milliseconds: number): Remaining {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor(seconds / 3600) % 24,
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  };
}

/** 478 of a hundred -> `4.78`. */
export const formatHundredths = (hundredths: number): string =>
  `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
