const HOUR_MS = 3_600_000;

/** The date so many days from today, by the calendar of the clinics, which is eight hours ahead. */
export const dayFrom = (days: number): string =>
  new Date(Date.now() + (8 + 24 * days) * HOUR_MS).toISOString().slice(0, 10);
