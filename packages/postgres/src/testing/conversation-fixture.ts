import type { ConversationFixture } from '@banzhen/domain/testing/contracts';
import { postgresConversationUnitOfWork } from '../conversations/postgres-conversation-unit-of-work.js';
import type { OpenDatabase } from '../open-database.js';
import { testSealer } from './test-sealer.js';
import { visitStoresFixture } from './visit-stores-fixture.js';

/** The adapters of this package as the contract suite of conversations wants them. */
export const conversationFixture = (database: OpenDatabase): ConversationFixture => ({
  visits: visitStoresFixture(database),
  unitOfWork: postgresConversationUnitOfWork(database.db, { news: database.news, sealer: testSealer }),
});
