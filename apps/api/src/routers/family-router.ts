import {
  cancelInput,
  createOrderInput,
  extendInput,
  payInput,
  quoteCancellationInput,
  requestQuoteInput,
  rescheduleInput,
  reviewInput,
  shiftEscortInput,
} from '@banzhen/contracts';
import { orderRef, orderRefWithReason } from '@banzhen/contracts/primitives';
import {
  type CancellationQuoteId,
  type EscortId,
  type HospitalId,
  idFrom,
  type PatientId,
  type QuoteId,
} from '@banzhen/domain/shared/ids';
import { cancellationAnswer, orderAnswer, paymentAnswer, quoteAnswer } from '../answers.js';
import { orderRequest, wishesOf } from '../commands.js';
import { procedure, router, unwrap } from '../trpc.js';

/** What patients and their families do. */
export const familyRouter = router({
  patients: procedure.query(({ ctx }) => ctx.platform.reads.patients(ctx.actor)),
  orders: procedure.query(({ ctx }) => ctx.platform.reads.familyOrders(ctx.actor)),
  order: procedure
    .input(orderRef)
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.reads.orderDetail(ctx.actor, orderRequest(input).orderId)),
    ),
  quote: procedure.input(requestQuoteInput).mutation(async ({ ctx, input }) => {
    const quote = await ctx.platform.visits.requestQuote(ctx.actor, {
      patientId: idFrom<PatientId>(input.patientId),
      hospitalId: idFrom<HospitalId>(input.hospitalId),
      serviceCode: input.serviceCode,
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      wishes: wishesOf(input),
    });
    return quoteAnswer(unwrap(quote));
  }),
  create: procedure.input(createOrderInput).mutation(async ({ ctx, input }) =>
    orderAnswer(
      unwrap(
        await ctx.platform.visits.createOrder(ctx.actor, {
          ...input,
          quoteId: idFrom<QuoteId>(input.quoteId),
        }),
      ),
    ),
  ),
  pay: procedure.input(payInput).mutation(async ({ ctx, input }) =>
    paymentAnswer(
      unwrap(
        await ctx.platform.visits.startPayment(ctx.actor, {
          ...orderRequest(input),
          channel: input.channel,
        }),
      ),
    ),
  ),
  reschedule: procedure.input(rescheduleInput).mutation(async ({ ctx, input }) => {
    const command = { ...orderRequest(input), quoteId: idFrom<QuoteId>(input.quoteId) };
    return orderAnswer(unwrap(await ctx.platform.visits.rescheduleOrder(ctx.actor, command)));
  }),
  changeEscort: procedure.input(shiftEscortInput).mutation(async ({ ctx, input }) => {
    const command = {
      ...orderRequest(input),
      shiftNo: input.shiftNo,
      escortId: idFrom<EscortId>(input.escortId),
    };
    return orderAnswer(unwrap(await ctx.platform.visits.changeEscort(ctx.actor, command)));
  }),
  quoteCancellation: procedure
    .input(quoteCancellationInput.omit({ fault: true }))
    .mutation(async ({ ctx, input }) =>
      cancellationAnswer(unwrap(await ctx.platform.visits.quoteCancellation(ctx.actor, orderRequest(input)))),
    ),
  cancel: procedure.input(cancelInput).mutation(async ({ ctx, input }) => {
    const cancellationQuoteId = idFrom<CancellationQuoteId>(input.cancellationQuoteId);
    return orderAnswer(
      unwrap(
        await ctx.platform.visits.cancelOrder(ctx.actor, { ...orderRequest(input), cancellationQuoteId }),
      ),
    );
  }),
  start: procedure
    .input(orderRef)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await ctx.platform.visits.startService(ctx.actor, orderRequest(input)))),
    ),
  extend: procedure.input(extendInput).mutation(async ({ ctx, input }) =>
    orderAnswer(
      unwrap(
        await ctx.platform.visits.extendService(ctx.actor, {
          ...orderRequest(input),
          minutes: input.minutes,
        }),
      ),
    ),
  ),
  endEarly: procedure
    .input(orderRefWithReason)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await ctx.platform.visits.endServiceEarly(ctx.actor, orderRequest(input)))),
    ),
  confirm: procedure
    .input(orderRef)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await ctx.platform.visits.confirmOrder(ctx.actor, orderRequest(input)))),
    ),
  review: procedure.input(reviewInput).mutation(async ({ ctx, input }) =>
    orderAnswer(
      unwrap(
        await ctx.platform.visits.submitReview(ctx.actor, {
          ...orderRequest(input),
          stars: input.stars,
          text: input.text,
        }),
      ),
    ),
  ),
});
