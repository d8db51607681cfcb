import type { ConversationStores } from '../../conversations/index.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { VisitStoresFixture } from './fixture.js';

/** What an adapter gives to the contract suite of conversations; cases use fresh ids, so it may be shared. */
export type ConversationFixture = {
  /** The same store, with the orders that something is said about; closed by the suite. */
  readonly visits: VisitStoresFixture;
  readonly unitOfWork: UnitOfWork<ConversationStores>;
};
