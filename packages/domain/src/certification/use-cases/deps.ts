import type { FileInspector } from '../../files/index.js';
import type { Clock } from '../../shared/clock.js';
import type { IdSource } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { CertificationStores } from '../ports.js';

/** What every use case about certification is made of. */
export type CertificationDeps = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<CertificationStores>;
  /** With all rows: for time, which nobody asks for. */
  readonly platformUnitOfWork: UnitOfWork<CertificationStores>;
  readonly inspector: FileInspector;
  /** By which papers run out. */
  readonly clock: Clock;
  /** By which a proof of a session is fresh. */
  readonly sessionClock: Clock;
  readonly ids: IdSource;
};
