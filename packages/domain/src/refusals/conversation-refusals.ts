import type {
  ContactNotAllowed,
  ConversationClosed,
  ConversationNotOpen,
  MessageTextUnfit,
  NoSuchMessage,
} from '../conversations/index.js';

/** Refusals of what is said about an order. */
export type ConversationRefusal =
  | ContactNotAllowed
  | ConversationClosed
  | ConversationNotOpen
  | MessageTextUnfit
  | NoSuchMessage;
