import type {
  AccountId,
  ConversationMessageId,
  ConversationRevealId,
  EscortId,
  OrderId,
  TenantId,
} from '../shared/ids.js';

export const sides = ['family', 'escort', 'desk'] as const;

/** Who says something about an order: the family, the escort whose shift it is, or the desk under the platform's name. */
export type Side = (typeof sides)[number];

/** Who has read how far: a side, or of the escorts the one. */
export type Reader =
  | { readonly side: 'family' | 'desk' }
  | { readonly side: 'escort'; readonly escortId: EscortId };

/** One message of a conversation. Nobody is named as its recipient: it is said to the other sides of the order (S12). */
export type ConversationMessage = {
  readonly id: ConversationMessageId;
  readonly orderId: OrderId;
  /** Its place in the conversation: 1, 2, 3 and on, without a gap. */
  readonly seq: number;
  readonly side: Side;
  readonly by: AccountId;
  readonly at: Date;
  /** Level 4: sealed at rest under the patient's key. */
  readonly text: string;
  /** The key that its request carried, with which it is said once. */
  readonly key?: string;
};

export const reportCauses = ['insult', 'harassment', 'off-platform', 'fraud', 'unlawful', 'other'] as const;

/** Why somebody reports a message: a word, so that it may be counted and audited. */
export type ReportCause = (typeof reportCauses)[number];

/** A message that somebody of another side, or of their own, has reported to the desk (FX14). */
export type MessageReport = {
  readonly orderId: OrderId;
  readonly seq: number;
  readonly by: AccountId;
  readonly cause: ReportCause;
  readonly at: Date;
};

/** A message as the store answers it. */
export type StoredMessage = ConversationMessage & {
  /** Who has reported it and why, the first report first. */
  readonly reported: readonly StoredReport[];
  /** A report of it was upheld: nobody but who said it and the desk reads it. */
  readonly isHidden: boolean;
};

/** A report as it stands beside its message. */
export type StoredReport = Pick<MessageReport, 'by' | 'cause'> & {
  /** Whether the desk has come to a finding since. */
  readonly isLookedAt: boolean;
};

/** Why somebody of the desk has read a conversation (AZ12); the reason is sealed like the conversation itself. */
export type ConversationReveal = {
  readonly id: ConversationRevealId;
  readonly tenantId: TenantId;
  readonly orderId: OrderId;
  readonly by: AccountId;
  readonly reason: string;
  /** The places that were shown, both included; 0 where nothing was. */
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly at: Date;
};

/** How far a conversation has come, without a word of it. */
export type ConversationCount = {
  /** The place of the newest message; 0 while nothing was said. */
  readonly lastSeq: number;
  /** Up to where the reader has read. */
  readonly readSeq: number;
  /** Messages of other sides after that. */
  readonly unread: number;
  /** Messages that were reported, and wait for the desk. */
  readonly reported: number;
};
