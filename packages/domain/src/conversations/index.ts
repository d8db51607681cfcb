export { type ContactNotAllowed, withoutContact } from './contact.js';
export * from './conversation.js';
export type { ConversationClosed, ConversationNotOpen } from './conversation-life.js';
export { LONGEST_MESSAGE, type MessageTextUnfit, messageText } from './message-text.js';
export { MESSAGES_A_MINUTE } from './pace.js';
export type * from './ports.js';
export * from './reported-message.js';
export type * from './stores.js';
export type * from './use-cases/close-report.js';
export type { ConversationDeps } from './use-cases/deps.js';
export { type Conversations, makeConversations } from './use-cases/make-conversations.js';
export type * from './use-cases/mark-read.js';
export type {
  ConversationPage,
  ReadConversation,
  ShownMessage,
  Writable,
} from './use-cases/read-conversation.js';
export type * from './use-cases/report-message.js';
export type * from './use-cases/reveal-conversation.js';
export {
  type MessageKind,
  messageKinds,
  type SendMessage,
  type SentMessage,
} from './use-cases/send-message.js';
