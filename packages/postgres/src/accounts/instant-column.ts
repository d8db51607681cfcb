import { instantOf } from '../sql-values.js';

/** An instant that may not have come. */
export const instantIn = (text: string | null): Date | undefined =>
  text === null ? undefined : instantOf(text);
