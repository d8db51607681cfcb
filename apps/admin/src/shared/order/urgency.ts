export type Urgency = 'overdue' | 'soon' | 'calm';

const SOON_MS = 15 * 60_000;

/** How much a deadline presses, by the milliseconds that are left. */
export const urgencyOf = (leftMs: number): Urgency =>
  leftMs < 0 ? 'overdue' : leftMs < SOON_MS ? 'soon' : 'calm';
