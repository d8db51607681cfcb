import type { LedgerBooks } from '@banzhen/domain/ledger';
import type { LiveFeed } from '@banzhen/domain/messaging';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { Visits } from '@banzhen/domain/visits';
import type { ReadingStores } from '@banzhen/postgres';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import type { Audit } from '../audit/open-audit.js';

/** What reads are made of. */
export type ReadDeps = {
  readonly db: SealedDatabase;
  /** May be some seconds old: for what nobody decides by, and no live event sends anybody to. */
  readonly lists: SealedDatabase;
  /** What belongs together on a screen is read in one transaction. */
  readonly readings: UnitOfWork<ReadingStores>;
  readonly books: LedgerBooks;
  readonly audit: Pick<Audit, 'reader' | 'verify'>;
  readonly visits: Pick<Visits, 'listCandidates' | 'previewEnding' | 'previewReschedule'>;
  readonly live: LiveFeed;
  readonly clock: Clock;
};
