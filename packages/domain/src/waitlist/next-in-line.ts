import type { WaitlistEntry } from './entry.js';
import type { WaitlistPolicy } from './waitlist-policy.js';

/** Somebody who waits, in the order of the line. */
export type InLine = { readonly entry: WaitlistEntry; readonly isMember: boolean };

/** Of all offers that a department's waitlist has made: how many, and how many of them out of turn. */
export type Turn = { readonly offers: number; readonly outOfTurn: number };

export type Next = InLine & { readonly isOutOfTurn: boolean };

/** L2: whether the next offer may go to somebody in front of whom others wait: a share of all offers, this one counted. */
export const mayGoOutOfTurn = ({ offers, outOfTurn }: Turn, { outOfTurnBp }: WaitlistPolicy): boolean =>
  (outOfTurn + 1) * 10_000 <= outOfTurnBp * (offers + 1);

/**
 * L2: whose turn it is. Whoever waits longest; the first member before them while at most a fifth of all offers, this one
 * counted, went out of turn. A member whose turn it is anyway overtakes nobody, and is not counted.
 */
export const nextInLine = (line: readonly InLine[], turn: Turn, policy: WaitlistPolicy): Next | undefined => {
  const [first] = line;
  if (!first) return undefined;
  const member = line.find(({ isMember }) => isMember);
  return member && member !== first && mayGoOutOfTurn(turn, policy)
    ? { ...member, isOutOfTurn: true }
    : { ...first, isOutOfTurn: false };
};

/** The count with one more offer. */
export const turnAfter = ({ offers, outOfTurn }: Turn, { isOutOfTurn }: Pick<Next, 'isOutOfTurn'>): Turn => ({
  offers: offers + 1,
  outOfTurn: outOfTurn + (isOutOfTurn ? 1 : 0),
});
