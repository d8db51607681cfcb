import type { Calendar } from '../shared/calendar.js';
import type { Clock } from '../shared/clock.js';
import type { IdSource } from '../shared/ids.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { Visits } from '../visits/index.js';
import type { BundlePolicy } from './bundle-policy.js';
import type { BundleStores } from './stores.js';

/** What every use case about visit bundles is made of. */
export type BundleDeps = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<BundleStores>;
  /** With all rows: seats are given to people who do not see one another, and bundles are kept for everybody. */
  readonly platformUnitOfWork: UnitOfWork<BundleStores>;
  /** With the rows of whoever asks. */
  readonly visits: Pick<Visits, 'quoteCancellation' | 'cancelOrder'>;
  /** With all rows. */
  readonly platformVisits: Pick<Visits, 'closePayments'>;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly calendar: Calendar;
  readonly bundlePolicy: BundlePolicy;
  /** In `[0, 1)`; nobody can foresee it. */
  readonly random: () => number;
};
