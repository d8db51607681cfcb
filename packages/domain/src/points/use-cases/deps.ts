import type { Clock } from '../../shared/clock.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { PointsStores } from '../stores.js';

/** What every use case about points is made of. */
export type PointsDeps = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<PointsStores>;
  /** With all rows: points expire by the platform. */
  readonly platformUnitOfWork: UnitOfWork<PointsStores>;
  /** The time of visits and memberships. */
  readonly clock: Clock;
  /** The time of sessions and their proofs, which no demo moves. */
  readonly sessionClock: Clock;
};
