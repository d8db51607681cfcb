import type { EscortId, OfferId, OrderId } from '../shared/ids.js';
import type { TimeRange } from '../shared/time-range.js';
import type { Candidate, EscortProfile } from './candidate.js';
import type { Needs } from './need.js';
import type { Offer } from './offer.js';

export interface OfferStore {
  insert(offer: Offer): Promise<void>;
  /** Inside a transaction the row stays locked. */
  find(id: OfferId): Promise<Offer | undefined>;
  update(offer: Offer): Promise<void>;
  /** Closes every open offer of the order that is not in `live` as VOID (F5). */
  voidExcept(orderId: OrderId, live: readonly OfferId[], now: Date): Promise<void>;
}

/** The escorts as dispatch sees them. */
export interface EscortPool {
  profile(id: EscortId): Promise<EscortProfile | undefined>;
  /** One escort with the work around `needs`, which are of one order; other orders' work only. */
  candidate(id: EscortId, needs: Needs, now: Date): Promise<Candidate | undefined>;
  /** All escorts of the city, accepting or not, with the work around all `needs` of one order, in one read. */
  candidates(needs: Needs, now: Date): Promise<readonly Candidate[]>;
}

/** Half-open week around a shift in which duty hours are counted. */
export const dutyWindow = (during: TimeRange): TimeRange => ({
  startsAt: new Date(during.startsAt.getTime() - 7 * 86_400_000),
  endsAt: new Date(during.endsAt.getTime() + 7 * 86_400_000),
});
