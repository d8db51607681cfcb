import type { AccountId, EscortId, OrderId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';

/** A family's word on a finished visit (A20, B21, V1). */
export type Review = {
  readonly orderId: OrderId;
  readonly escortId: EscortId;
  readonly by: AccountId;
  /** Whole stars, 1 to 5. */
  readonly stars: number;
  readonly text: string;
  readonly at: Date;
};

export type NotAReview = { readonly type: 'NotAReview'; readonly longestText: number };

const LONGEST_TEXT = 1000;

/** Refuses stars outside 1–5 and texts over 1,000 characters. */
export const checkReview = (review: Review): Result<Review, NotAReview> =>
  Number.isInteger(review.stars) &&
  review.stars >= 1 &&
  review.stars <= 5 &&
  review.text.length <= LONGEST_TEXT
    ? ok(review)
    : err({ type: 'NotAReview', longestText: LONGEST_TEXT });
