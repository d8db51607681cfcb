import {
  cancelInput,
  createOrderInput,
  quoteCancellationInput,
  requestQuoteInput,
  rescheduleInput,
  shiftEscortInput,
} from '@banzhen/contracts';
import { cancellationQuote, quote as quoteSchema } from '@banzhen/contracts/booking-answers';
import { orderRefWithReason } from '@banzhen/contracts/primitives';
import {
  type AccountId,
  type CancellationQuoteId,
  type EscortId,
  type HospitalId,
  idFrom,
  type PatientId,
  type QuoteId,
} from '@banzhen/domain/shared/ids';
import { cancellationAnswer, quoteAnswer } from '../answers.js';
import { orderRequest, wishesOf } from '../commands.js';
import { orderCommand } from '../order-command.js';
import { procedureFor, unwrap } from '../trpc.js';

/** What families do themselves and dispatchers do for them on the phone: the policy table tells them apart. */
export const bookingCommands = {
  quote: procedureFor('quote.request')
    .input(requestQuoteInput)
    .output(quoteSchema)
    .mutation(async ({ ctx, input }) => {
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
  create: orderCommand('order.create', createOrderInput, (visits, actor, input) =>
    visits.createOrder(actor, { ...input, quoteId: idFrom<QuoteId>(input.quoteId) }),
  ),
  reschedule: orderCommand('order.reschedule', rescheduleInput, (visits, actor, input) =>
    visits.rescheduleOrder(actor, { ...orderRequest(input), quoteId: idFrom<QuoteId>(input.quoteId) }),
  ),
  changeEscort: orderCommand('order.change-escort', shiftEscortInput, (visits, actor, input) =>
    visits.changeEscort(actor, {
      ...orderRequest(input),
      shiftNo: input.shiftNo,
      escortId: idFrom<EscortId>(input.escortId),
    }),
  ),
  quoteCancellation: procedureFor('order.quote-cancellation')
    .input(quoteCancellationInput)
    .output(cancellationQuote)
    .mutation(async ({ ctx, input }) => {
      const command = { ...orderRequest(input), ...(input.fault ? { fault: input.fault } : {}) };
      return cancellationAnswer(unwrap(await ctx.platform.visits.quoteCancellation(ctx.actor, command)));
    }),
  cancel: orderCommand('order.cancel', cancelInput, (visits, actor, input) =>
    visits.cancelOrder(actor, {
      ...orderRequest(input),
      cancellationQuoteId: idFrom<CancellationQuoteId>(input.cancellationQuoteId),
    }),
  ),
  endEarly: orderCommand('visit.end-early', orderRefWithReason, (visits, actor, input) =>
    visits.endServiceEarly(actor, orderRequest(input)),
  ),
};
