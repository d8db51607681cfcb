import type { LedgerBooks } from '@banzhen/domain/ledger';
import type { LiveFeed } from '@banzhen/domain/messaging';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { VisitStores, Visits } from '@banzhen/domain/visits';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import type { Audit } from '../audit/open-audit.js';

/** What reads are made of. */
export type ReadDeps = {
  readonly db: SealedDatabase;
  readonly unitOfWork: UnitOfWork<VisitStores>;
  readonly books: LedgerBooks;
  readonly audit: Pick<Audit, 'reader' | 'verify'>;
  readonly visits: Pick<Visits, 'listCandidates' | 'previewEnding' | 'previewReschedule'>;
  readonly live: LiveFeed;
  readonly clock: Clock;
};
