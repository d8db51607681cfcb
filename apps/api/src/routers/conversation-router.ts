import {
  type ConversationPageDto,
  closeReportInput,
  conversationRef,
  listReportsInput,
  markReadInput,
  readConversationInput,
  reportMessageInput,
  revealConversationInput,
  sendMessageInput,
} from '@banzhen/contracts';
import {
  closedReport,
  conversationCount,
  conversationPage,
  readMark,
  reportedMessage,
  reportedMessages,
  sentMessage,
} from '@banzhen/contracts/conversation-answers';
import type { ConversationPage, SendMessage, SentMessage, Writable } from '@banzhen/domain/conversations';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { procedureFor, router, unwrap } from '../trpc.js';

const orderIn = ({ orderId }: { readonly orderId: string }) => ({ orderId: idFrom<OrderId>(orderId) });

const toSend = (input: {
  readonly orderId: string;
  readonly kind: 'text' | 'voice' | 'image';
  readonly text: string;
  readonly idempotencyKey?: string | undefined;
}): SendMessage => ({
  ...orderIn(input),
  kind: input.kind,
  text: input.text,
  ...(input.idempotencyKey === undefined ? {} : { idempotencyKey: input.idempotencyKey }),
});

const sentAnswer = ({ at, ...sent }: SentMessage) => ({ ...sent, at: at.toISOString() });

const standing = <T extends Writable>({ closesAt, ...rest }: T) => ({
  ...rest,
  ...(closesAt ? { closesAt: closesAt.toISOString() } : {}),
});

const pageAnswer = ({ messages, ...page }: ConversationPage): ConversationPageDto => ({
  ...standing(page),
  messages: messages.map(({ at, ...message }) => ({ ...message, at: at.toISOString() })),
});

/** What is said about an order (B24, B87): by families and escorts, and by the desk, which reads with a reason. */
export const conversationRouter = router({
  send: procedureFor('conversation.write')
    .input(sendMessageInput)
    .output(sentMessage)
    .mutation(async ({ ctx, input }) =>
      sentAnswer(unwrap(await ctx.platform.conversations.send(ctx.actor, toSend(input)))),
    ),
  read: procedureFor('conversation.read')
    .input(readConversationInput)
    .output(conversationPage)
    .query(async ({ ctx, input }) =>
      pageAnswer(unwrap(await ctx.platform.conversations.read(ctx.actor, { ...input, ...orderIn(input) }))),
    ),
  markRead: procedureFor('conversation.read')
    .input(markReadInput)
    .output(readMark)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.conversations.markRead(ctx.actor, { ...input, ...orderIn(input) })),
    ),
  report: procedureFor('conversation.report')
    .input(reportMessageInput)
    .output(reportedMessage)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.conversations.report(ctx.actor, { ...input, ...orderIn(input) })),
    ),
  count: procedureFor('conversation.count')
    .input(conversationRef)
    .output(conversationCount)
    .query(async ({ ctx, input }) =>
      standing(unwrap(await ctx.platform.conversations.count(ctx.actor, orderIn(input)))),
    ),
  reveal: procedureFor('conversation.reveal')
    .input(revealConversationInput)
    .output(conversationPage)
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, ...orderIn(input) };
      return pageAnswer(unwrap(await ctx.platform.conversations.reveal(ctx.actor, ctx.origin, command)));
    }),
  answer: procedureFor('conversation.answer')
    .input(sendMessageInput)
    .output(sentMessage)
    .mutation(async ({ ctx, input }) =>
      sentAnswer(unwrap(await ctx.platform.conversations.answer(ctx.actor, toSend(input)))),
    ),
  reports: procedureFor('conversation.list-reports')
    .input(listReportsInput)
    .output(reportedMessages)
    .query(async ({ ctx, input }) => unwrap(await ctx.platform.reads.reportedMessages(ctx.actor, input))),
  closeReport: procedureFor('conversation.close-report')
    .input(closeReportInput)
    .output(closedReport)
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, ...orderIn(input) };
      const { at, ...closed } = unwrap(
        await ctx.platform.conversations.closeReport(ctx.actor, ctx.origin, command),
      );
      return { ...closed, at: at.toISOString() };
    }),
});
