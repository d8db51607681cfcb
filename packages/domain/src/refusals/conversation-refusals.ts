import type {
  ContactNotAllowed,
  ConversationClosed,
  ConversationNotOpen,
  MessageNotSeen,
  MessageTextUnfit,
  NoOpenReport,
  NoSuchMessage,
  PartyToReport,
} from '../conversations/index.js';

/** Refusals of what is said about an order. */
export type ConversationRefusal =
  | ContactNotAllowed
  | ConversationClosed
  | ConversationNotOpen
  | MessageNotSeen
  | MessageTextUnfit
  | NoOpenReport
  | NoSuchMessage
  | PartyToReport;
