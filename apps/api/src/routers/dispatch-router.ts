import {
  boardInput,
  cancelInput,
  checkInInput,
  confirmInput,
  createOrderInput,
  escortNoShowInput,
  offerInput,
  offerShiftInput,
  quoteCancellationInput,
  releaseInput,
  requestQuoteInput,
  rescheduleInput,
  shiftEscortInput,
  shiftInput,
} from '@banzhen/contracts';
import { orderRef, orderRefWithReason } from '@banzhen/contracts/primitives';
import {
  type AccountId,
  type CancellationQuoteId,
  type EscortId,
  type HospitalId,
  idFrom,
  type OfferId,
  type PatientId,
  type QuoteId,
} from '@banzhen/domain/shared/ids';
import { cancellationAnswer, orderAnswer, quoteAnswer } from '../answers.js';
import { orderRequest, wishesOf } from '../commands.js';
import { procedure, router, unwrap } from '../trpc.js';

/** What dispatchers do. */
export const dispatchRouter = router({
  board: procedure
    .input(boardInput)
    .query(async ({ ctx, input }) => unwrap(await ctx.platform.reads.board(ctx.actor, input))),
  order: procedure
    .input(orderRef)
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.reads.orderDetail(ctx.actor, orderRequest(input).orderId)),
    ),
  candidates: procedure
    .input(shiftInput)
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.reads.candidates(ctx.actor, orderRequest(input).orderId, input.shiftNo)),
    ),
  trialBalance: procedure.query(async ({ ctx }) => unwrap(await ctx.platform.reads.trialBalance(ctx.actor))),
  quote: procedure.input(requestQuoteInput).mutation(async ({ ctx, input }) => {
    const quote = await ctx.platform.visits.requestQuote(ctx.actor, {
      patientId: idFrom<PatientId>(input.patientId),
      hospitalId: idFrom<HospitalId>(input.hospitalId),
      serviceCode: input.serviceCode,
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      wishes: wishesOf(input),
      ...(input.onBehalfOf ? { onBehalfOf: idFrom<AccountId>(input.onBehalfOf) } : {}),
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
  offer: procedure.input(offerShiftInput).mutation(async ({ ctx, input }) => {
    const { shiftNo, override } = input;
    const command = { ...orderRequest(input), shiftNo, override, escortId: idFrom<EscortId>(input.escortId) };
    return orderAnswer(unwrap(await ctx.platform.visits.offerShift(ctx.actor, command)));
  }),
  withdraw: procedure.input(offerInput).mutation(async ({ ctx, input }) => {
    const command = { ...orderRequest(input), offerId: idFrom<OfferId>(input.offerId) };
    return orderAnswer(unwrap(await ctx.platform.visits.withdrawOffer(ctx.actor, command)));
  }),
  release: procedure.input(releaseInput).mutation(async ({ ctx, input }) => {
    const command = {
      ...orderRequest(input),
      ...(input.escortId ? { escortId: idFrom<EscortId>(input.escortId) } : {}),
    };
    return orderAnswer(unwrap(await ctx.platform.visits.releaseEscort(ctx.actor, command)));
  }),
  changeEscort: procedure.input(shiftEscortInput).mutation(async ({ ctx, input }) => {
    const command = {
      ...orderRequest(input),
      shiftNo: input.shiftNo,
      escortId: idFrom<EscortId>(input.escortId),
    };
    return orderAnswer(unwrap(await ctx.platform.visits.changeEscort(ctx.actor, command)));
  }),
  reschedule: procedure.input(rescheduleInput).mutation(async ({ ctx, input }) => {
    const command = { ...orderRequest(input), quoteId: idFrom<QuoteId>(input.quoteId) };
    return orderAnswer(unwrap(await ctx.platform.visits.rescheduleOrder(ctx.actor, command)));
  }),
  checkIn: procedure
    .input(checkInInput.omit({ position: true, visitCode: true }))
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await ctx.platform.visits.checkIn(ctx.actor, orderRequest(input)))),
    ),
  quoteCancellation: procedure.input(quoteCancellationInput).mutation(async ({ ctx, input }) => {
    const command = { ...orderRequest(input), ...(input.fault ? { fault: input.fault } : {}) };
    return cancellationAnswer(unwrap(await ctx.platform.visits.quoteCancellation(ctx.actor, command)));
  }),
  cancel: procedure.input(cancelInput).mutation(async ({ ctx, input }) => {
    const cancellationQuoteId = idFrom<CancellationQuoteId>(input.cancellationQuoteId);
    return orderAnswer(
      unwrap(
        await ctx.platform.visits.cancelOrder(ctx.actor, { ...orderRequest(input), cancellationQuoteId }),
      ),
    );
  }),
  confirm: procedure.input(confirmInput).mutation(async ({ ctx, input }) =>
    orderAnswer(
      unwrap(
        await ctx.platform.visits.confirmOrder(ctx.actor, {
          ...orderRequest(input),
          waiveBalance: input.waiveBalance,
        }),
      ),
    ),
  ),
  markPatientNoShow: procedure
    .input(orderRefWithReason)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await ctx.platform.visits.markPatientNoShow(ctx.actor, orderRequest(input)))),
    ),
  markEscortNoShow: procedure.input(escortNoShowInput).mutation(async ({ ctx, input }) => {
    const command = { ...orderRequest(input), isUnreachable: input.isUnreachable };
    return orderAnswer(unwrap(await ctx.platform.visits.markEscortNoShow(ctx.actor, command)));
  }),
  giveUp: procedure
    .input(orderRefWithReason)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await ctx.platform.visits.giveUp(ctx.actor, orderRequest(input)))),
    ),
  endEarly: procedure
    .input(orderRefWithReason)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await ctx.platform.visits.endServiceEarly(ctx.actor, orderRequest(input)))),
    ),
});
