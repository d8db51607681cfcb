import type { HospitalId, OrderId, QuoteId, TenantId } from '../shared/ids.js';
import type { Place } from '../shared/place.js';
import type { City, EscortService } from './offering.js';
import type { OfferedService, PublishedPriceList, ServicePrice } from './price-list.js';
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
  /** All of all cities, by city and code. */
  services(): Promise<readonly OfferedService[]>;
  city(code: string): Promise<City | undefined>;
  hospital(
    id: HospitalId,
  ): Promise<{ readonly id: HospitalId; readonly cityCode: string; readonly place?: Place } | undefined>;
}

/** Published price lists of tenants; they never change. */
export interface PriceLists {
  /** Every version of a tenant, the highest first, its prices by city and code; none where nobody has published one. */
  published(tenantId: TenantId): Promise<readonly PublishedPriceList[]>;
  /** The prices of the version that is in force for a tenant at `at`, by city and code; none where no version is. */
  inForce(tenantId: TenantId, at: Date): Promise<readonly ServicePrice[]>;
  /** Publishes a version that was checked; false where its number is taken, and nothing is written then. */
  publish(tenantId: TenantId, published: PublishedPriceList): Promise<boolean>;
}
