import type { HospitalId, OrderId, QuoteId } from '../shared/ids.js';
import type { Place } from '../shared/place.js';
import type { City, EscortService } from './offering.js';
import type { Quote } from './quote.js';

export interface QuoteStore {
  insert(quote: Quote): Promise<void>;
  /** Inside a transaction the row stays locked, so that two orders cannot use one quote. */
  find(id: QuoteId): Promise<Quote | undefined>;
  markUsed(id: QuoteId, orderId: OrderId): Promise<void>;
}

/** What can be booked where (A9, A16, A17). */
export interface Catalogue {
  service(cityCode: string, code: string): Promise<EscortService | undefined>;
  city(code: string): Promise<City | undefined>;
  hospital(
    id: HospitalId,
  ): Promise<{ readonly id: HospitalId; readonly cityCode: string; readonly place?: Place } | undefined>;
}
