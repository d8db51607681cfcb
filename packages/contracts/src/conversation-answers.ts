import { z } from 'zod';
import { type Answer, count, id, instant, list, version } from './answer.js';

/** A message that was sent, or that its key stands for already. */
export const sentMessage = z.object({ messageId: id, seq: count, at: instant });

/** How far a conversation has come. */
const counts = {
  lastSeq: count,
  readSeq: count,
  unread: count,
  /** Messages that were reported and wait for the desk; for the desk. */
  reported: count,
};

export const readMark = z.object(counts);

const standing = { ...counts, isWritable: z.boolean(), closesAt: instant.exactOptional() };

/** The same with whether something may be said now, and until when as far as is known. */
export const conversationCount = z.object(standing);
export type ConversationCountDto = Answer<typeof conversationCount>;

const cause = z.enum(['insult', 'harassment', 'off-platform', 'fraud', 'unlawful', 'other']);

const side = z.enum(['family', 'escort', 'desk']);

/** Text is text: nothing of it is markup. */
const message = z.object({
  messageId: id,
  seq: count,
  side,
  isOwn: z.boolean(),
  at: instant,
  /** Empty where the message is hidden from whoever reads. */
  text: z.string(),
  /** A report of it was upheld. */
  isHidden: z.boolean(),
  /** For the desk. */
  reported: list(cause),
  /** What became of the reader's own report. */
  ownReport: z.enum(['open', 'looked-at']).exactOptional(),
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

const outcome = z.enum(['upheld', 'not-upheld']);

/** A message that was reported, without a word of it. */
const listedReport = z.object({
  orderId: id,
  orderNo: z.string(),
  cityCode: z.string(),
  seq: count,
  side,
  saidAt: instant,
  status: z.enum(['open', 'upheld', 'not-upheld']),
  /** Since when it waits, or when it was closed. */
  since: instant,
  version,
  /** Why, each cause once. */
  causes: list(cause),
  /** How many have reported it. */
  reports: count,
});
export type ListedReportDto = Answer<typeof listedReport>;

export const reportedMessages = z.object({
  rows: list(listedReport),
  nextCursor: z.string().exactOptional(),
});
export type ReportedMessagesDto = Answer<typeof reportedMessages>;

export const closedReport = z.object({ orderId: id, seq: count, outcome, at: instant });
