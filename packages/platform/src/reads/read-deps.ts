import type { LedgerBooks } from '@banzhen/domain/ledger';
import type { LiveFeed } from '@banzhen/domain/messaging';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { VisitStores, Visits } from '@banzhen/domain/visits';
import type { Database } from '@banzhen/postgres';

/** What reads are made of. */
export type ReadDeps = {
  readonly db: Database;
  readonly unitOfWork: UnitOfWork<VisitStores>;
  readonly books: LedgerBooks;
  readonly visits: Pick<Visits, 'listCandidates'>;
  readonly live: LiveFeed;
  readonly clock: Clock;
};
