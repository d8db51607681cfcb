import type { Capacity } from '../shared/actor.js';

export const offerOutcomes = ['open', 'accepted', 'declined', 'missed', 'withdrawn'] as const;

/** What became of an offer: it stands, or how the hold that it is ended (L3, L4). */
export type OfferOutcome = (typeof offerOutcomes)[number];

/** The step that ended a hold: into which state of appointments, and in which capacity it was taken. */
export type HoldEnded = { readonly to: string; readonly as: Capacity };

/** Submitted it was accepted, given up by the family declined, over unanswered missed; whatever else ended it took it back. */
export const offerOutcome = (ended: HoldEnded | undefined): OfferOutcome => {
  if (!ended) return 'open';
  if (ended.to === 'PENDING_CONFIRM') return 'accepted';
  if (ended.to === 'EXPIRED') return 'missed';
  return ended.to === 'CANCELLED' && ended.as === 'U' ? 'declined' : 'withdrawn';
};
