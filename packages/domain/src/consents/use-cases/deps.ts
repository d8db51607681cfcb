import type { Clock } from '../../shared/clock.js';
import type { IdSource } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { ConsentStores } from '../stores.js';

/** What every use case about consents is made of. */
export type ConsentDeps = {
  readonly unitOfWork: UnitOfWork<ConsentStores>;
  readonly clock: Clock;
  readonly ids: IdSource;
};
