import type { AuditTrail } from '../audit/index.js';
import type { Outbox } from '../messaging/index.js';
import type { OrderRepository } from '../orders/index.js';
import type { PatientStore } from '../patients/index.js';
import type {
  ConversationRevealStore,
  ConversationStore,
  MessageReportStore,
  ReadMarkStore,
  ReportedMessageStore,
  ReportFindingStore,
} from './ports.js';

/** Everything that one transaction about a conversation may touch. */
export type ConversationStores = {
  readonly conversations: ConversationStore;
  readonly readMarks: ReadMarkStore;
  readonly reports: MessageReportStore;
  readonly reportedMessages: ReportedMessageStore;
  readonly reportFindings: ReportFindingStore;
  readonly conversationReveals: ConversationRevealStore;
  readonly orders: Pick<OrderRepository, 'find'>;
  readonly patients: PatientStore;
  readonly audit: AuditTrail;
  readonly outbox: Outbox;
};
