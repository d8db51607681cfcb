/** The only source of "now". Instants are UTC. */
export interface Clock {
  now(): Date;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const minutesAfter = (instant: Date, minutes: number): Date =>
  new Date(instant.getTime() + minutes * MINUTE_MS);

export const minutesBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / MINUTE_MS;

export const earliest = (first: Date, second: Date): Date => (first <= second ? first : second);
export const latest = (first: Date, second: Date): Date => (first >= second ? first : second);
