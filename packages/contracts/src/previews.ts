import { z } from 'zod';
import { type Answer, count, fen, instant, version } from './answer.js';
import { domainError } from './live-answers.js';

/** What an act that ends a visit would do with the money; computed, not done. Amounts are whole fen. */
export const endingPreview = z.object({
  orderVersion: version,
  /** When it was computed: an early end is cheaper by every whole half hour that is left. */
  at: instant,
  /** With `escortFen`, `platformFen` and `taxFen` exactly what the family has paid. */
  refundFen: fen,
  escortFen: fen,
  platformFen: fen,
  taxFen: fen,
  /** The platform's own money for the family on top. */
  compensationFen: fen,
  /** Positive: still owed by the family afterwards. */
  balanceFen: fen,
  /** Why the act would be refused now although the order is in the right state, with its facts. */
  notYet: domainError.loose().exactOptional(),
});
export type EndingPreviewDto = Answer<typeof endingPreview>;

/** What a reschedule to a quote would do; computed, not done. */
export const reschedulePreview = z.object({
  orderVersion: version,
  totalBeforeFen: fen,
  totalAfterFen: fen,
  balanceFen: fen,
  refundFen: fen,
  /** Whether those who are on the order can come then, or the search begins anew. */
  escorts: z.enum(['none', 'stay', 'search-anew']),
  /** The family's move is too late for others: one late change of its membership is used, and so many are left then. */
  lateChange: z.object({ left: count }).exactOptional(),
});
export type ReschedulePreviewDto = Answer<typeof reschedulePreview>;
