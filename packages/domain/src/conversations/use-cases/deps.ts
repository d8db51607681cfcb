import type { Clock } from '../../shared/clock.js';
import type { IdSource } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { ConversationStores } from '../stores.js';

/** What every use case about conversations is made of. */
export type ConversationDeps = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<ConversationStores>;
  /** The time of visits. */
  readonly clock: Clock;
  readonly ids: IdSource;
};
