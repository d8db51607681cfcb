import { z } from 'zod';
import { type Answer, count, id, instant, list } from './answer.js';

/** A message that was sent, or that its key stands for already. */
export const sentMessage = z.object({ messageId: id, seq: count, at: instant });

/** How far a conversation has come. */
const counts = {
  lastSeq: count,
  readSeq: count,
  unread: count,
  /** Messages that were reported; for the desk. */
  reported: count,
};

export const readMark = z.object(counts);

const standing = { ...counts, isWritable: z.boolean(), closesAt: instant.exactOptional() };

/** The same with whether something may be said now, and until when as far as is known. */
export const conversationCount = z.object(standing);
export type ConversationCountDto = Answer<typeof conversationCount>;

const cause = z.enum(['insult', 'harassment', 'off-platform', 'fraud', 'unlawful', 'other']);

/** Text is text: nothing of it is markup. */
const message = z.object({
  messageId: id,
  seq: count,
  side: z.enum(['family', 'escort', 'desk']),
  isOwn: z.boolean(),
  at: instant,
  text: z.string(),
  reported: list(cause),
});
export type ConversationMessageDto = Answer<typeof message>;

export const conversationPage = z.object({
  ...standing,
  messages: list(message),
  /** After which place the next page begins. */
  next: count.exactOptional(),
});
export type ConversationPageDto = Answer<typeof conversationPage>;

export const reportedMessage = z.object({ seq: count });
