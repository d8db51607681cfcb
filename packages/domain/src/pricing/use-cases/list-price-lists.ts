import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import {
  type OfferedService,
  type PublishedPriceList,
  priceListAt,
  priceOf,
  type ServicePrice,
} from '../price-list.js';
import type { PricingDeps } from './deps.js';

export type PriceListsSeen = {
  /** Everything that can be priced, at the prices of the catalogue. */
  readonly services: readonly OfferedService[];
  /** Every version of the caller's tenant, the highest first. */
  readonly versions: readonly (PublishedPriceList & {
    /** Whether quotes of now go by it. */
    readonly isInForce: boolean;
    /** What each of the services costs by it, also those that it does not name, in their order. */
    readonly effective: readonly ServicePrice[];
  })[];
};

/** What services cost and have cost in the caller's tenant, version by version (B57, "Decided" 1). */
export const makeListPriceLists =
  ({ unitOfWork, clock, sessionClock }: PricingDeps) =>
  async (actor: Person): Promise<Result<PriceListsSeen, Denied>> => {
    const by = authorizeStanding('price-list.read', actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<PriceListsSeen, never>(async ({ catalogue, priceLists }) => {
      const versions = await priceLists.published(actor.tenantId);
      const inForce = priceListAt(versions, clock.now())?.version;
      const services = await catalogue.services();
      return ok({
        services,
        versions: versions.map((one) => ({
          ...one,
          isInForce: one.list.version === inForce,
          effective: services.map((service) => priceOf(one.list.prices, service)),
        })),
      });
    });
  };
