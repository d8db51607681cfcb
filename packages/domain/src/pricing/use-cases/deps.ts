import type { Clock } from '../../shared/clock.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { PricingStores } from '../stores.js';

/** What every use case about price lists is made of. */
export type PricingDeps = {
  readonly unitOfWork: UnitOfWork<PricingStores>;
  readonly clock: Clock;
  /** The time of sessions and their proofs, which no demo moves. */
  readonly sessionClock: Clock;
};
