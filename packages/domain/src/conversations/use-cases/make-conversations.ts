import { makeCloseReport } from './close-report.js';
import { makeCountMessages } from './count-messages.js';
import type { ConversationDeps } from './deps.js';
import { makeMarkRead } from './mark-read.js';
import { makeReadConversation } from './read-conversation.js';
import { makeReportMessage } from './report-message.js';
import { makeRevealConversation } from './reveal-conversation.js';
import { makeAnswerAsDesk, makeSendMessage } from './send-message.js';

/** Everything that can be done about conversations of orders, on the given adapters. */
export const makeConversations = (deps: ConversationDeps) => ({
  send: makeSendMessage(deps),
  read: makeReadConversation(deps),
  markRead: makeMarkRead(deps),
  report: makeReportMessage(deps),
  count: makeCountMessages(deps),
  reveal: makeRevealConversation(deps),
  answer: makeAnswerAsDesk(deps),
  closeReport: makeCloseReport(deps),
});

export type Conversations = ReturnType<typeof makeConversations>;
