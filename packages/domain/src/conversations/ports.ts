import type { AccountId, OrderId } from '../shared/ids.js';
import type {
  ConversationCount,
  ConversationMessage,
  ConversationReveal,
  MessageReport,
  Reader,
  StoredMessage,
} from './conversation.js';
import type { ReportedMessage, ReportFinding } from './reported-message.js';

export interface ConversationStore {
  /**
   * Makes sure that the order has its conversation, and answers the place of the newest message, 0 for none. To the end of this
   * transaction nobody else says anything in it and the order stays as it is: read the order after this.
   */
  open(orderId: OrderId): Promise<number>;
  /** Puts a message after the newest one, in a conversation that is open; false where its account has used its key before. */
  append(message: ConversationMessage): Promise<boolean>;
  /** What the account has said under this key. */
  saidUnder(by: AccountId, key: string): Promise<ConversationMessage | undefined>;
  /** When the account has said something about the order after `after`, the oldest first. */
  saidAfter(orderId: OrderId, by: AccountId, after: Date): Promise<readonly Date[]>;
  /** Up to `limit` messages after a place, in their order, of those said at `from` or later. */
  page(asked: {
    readonly orderId: OrderId;
    readonly after: number;
    readonly from?: Date;
    readonly limit: number;
  }): Promise<readonly StoredMessage[]>;
  /** How far it has come for a reader who is told of messages said at `from` or later. */
  count(orderId: OrderId, reader: Reader, from?: Date): Promise<ConversationCount>;
}

export interface ReadMarkStore {
  /** Marks everything up to a place as read; of two marks the further one stays. */
  advance(orderId: OrderId, reader: Reader, seq: number): Promise<void>;
}

export interface MessageReportStore {
  /**
   * Keeps a report, and moves the matter of its message as `afterReport` says. False where this account has reported the message
   * already; the first report stays.
   */
  insert(report: MessageReport): Promise<boolean>;
  /** Marks the reports of a message that wait as looked at, and answers who has made them. */
  markLookedAt(orderId: OrderId, seq: number, at: Date): Promise<readonly AccountId[]>;
}

export interface ReportedMessageStore {
  /** Inside a transaction the matter stays as it is: of two people at the desk one closes it, and no report comes between. */
  find(orderId: OrderId, seq: number): Promise<ReportedMessage | undefined>;
  /** Writes what was found, over the version before. */
  save(reported: ReportedMessage): Promise<void>;
}

export interface ReportFindingStore {
  /** False where its account has used its key before. */
  append(finding: ReportFinding): Promise<boolean>;
  /** What the account has found under this key. */
  foundUnder(by: AccountId, key: string): Promise<ReportFinding | undefined>;
}

export interface ConversationRevealStore {
  append(reveal: ConversationReveal): Promise<void>;
  /** Whether somebody was shown the message at this place. */
  hasShown(orderId: OrderId, seq: number, by: AccountId): Promise<boolean>;
  /** The newest first. */
  ofOrder(orderId: OrderId): Promise<readonly ConversationReveal[]>;
}
