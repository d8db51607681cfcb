import type { EscortId, OfferId, OrderId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Term } from './ranking.js';

/** An exclusive offer of one shift to one escort (F1–F5). Why it was made is kept with it (N8). */
export type Offer = {
  readonly id: OfferId;
  readonly orderId: OrderId;
  readonly shiftNo: number;
  readonly escortId: EscortId;
  readonly seq: number;
  readonly status: 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'VOID';
  readonly score: number;
  readonly terms: readonly Term[];
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly endedAt?: Date;
  readonly reason?: string;
};

export type OfferClosed = { readonly type: 'OfferClosed'; readonly status: Offer['status'] };

/** F2–F5: an open offer ends once. */
export const closeOffer = (
  offer: Offer,
  status: Exclude<Offer['status'], 'OPEN'>,
  now: Date,
  reason?: string,
): Result<Offer, OfferClosed> =>
  offer.status === 'OPEN'
    ? ok({ ...offer, status, endedAt: now, ...(reason ? { reason } : {}) })
    : err({ type: 'OfferClosed', status: offer.status });
