import type { AuditTrail } from '../audit/index.js';
import type { Catalogue, PriceLists } from './ports.js';

/** Everything that one transaction about prices may touch. */
export type PricingStores = {
  readonly catalogue: Pick<Catalogue, 'services'>;
  readonly priceLists: PriceLists;
  readonly audit: AuditTrail;
};
