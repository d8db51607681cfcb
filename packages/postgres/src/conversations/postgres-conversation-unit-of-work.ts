import type { ConversationStores } from '@banzhen/domain/conversations';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { Database } from '../database.js';
import { type UnitOfWorkParts, unitOfWorkOn } from '../postgres-unit-of-work.js';
import { postgresVisitStores } from '../visit-stores.js';
import { postgresConversationReveals, postgresReadMarks } from './postgres-conversation-records.js';
import { postgresConversations } from './postgres-conversations.js';
import {
  postgresMessageReports,
  postgresReportedMessages,
  postgresReportFindings,
} from './postgres-reports.js';

/** Transactions about conversations, READ COMMITTED: whoever says something holds the rows of order and conversation. */
export const postgresConversationUnitOfWork = (
  db: Database,
  parts: UnitOfWorkParts,
): UnitOfWork<ConversationStores> =>
  unitOfWorkOn(db, parts, (tx, storeParts) => {
    const sealed = { db: tx, sealer: storeParts.sealer };
    return {
      ...postgresVisitStores(tx, storeParts),
      conversations: postgresConversations(sealed),
      readMarks: postgresReadMarks(tx),
      reports: postgresMessageReports(tx),
      reportedMessages: postgresReportedMessages(tx),
      reportFindings: postgresReportFindings(sealed),
      conversationReveals: postgresConversationReveals(sealed),
    };
  });
