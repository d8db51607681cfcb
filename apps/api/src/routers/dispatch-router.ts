import {
  boardInput,
  checkInInput,
  confirmInput,
  escortNoShowInput,
  ledgerPostingsInput,
  offerInput,
  offerShiftInput,
  previewEndingInput,
  previewRescheduleInput,
  releaseInput,
  searchOrdersInput,
  shiftInput,
} from '@banzhen/contracts';
import { list } from '@banzhen/contracts/answer';
import { candidate } from '@banzhen/contracts/dispatch-answers';
import { ledgerPostings, trialBalance } from '@banzhen/contracts/ledger-answers';
import { board, deskOrder } from '@banzhen/contracts/order-answers';
import { endingPreview, reschedulePreview } from '@banzhen/contracts/previews';
import { orderRefWithReason } from '@banzhen/contracts/primitives';
import { type EscortId, idFrom, type OfferId, type QuoteId } from '@banzhen/domain/shared/ids';
import { onShift, orderRequest } from '../commands.js';
import { orderCommand } from '../order-command.js';
import { procedure, router, unwrap } from '../trpc.js';
import { bookingCommands } from './booking-commands.js';
import { orderQuery } from './order-query.js';

/** What dispatchers do. */
export const dispatchRouter = router({
  ...bookingCommands,
  board: procedure
    .input(boardInput)
    .output(board)
    .query(async ({ ctx, input }) => unwrap(await ctx.platform.reads.board(ctx.actor, input))),
  search: procedure
    .input(searchOrdersInput)
    .output(board)
    .query(async ({ ctx, input }) => unwrap(await ctx.platform.reads.searchOrders(ctx.actor, input))),
  order: orderQuery(deskOrder),
  previewEnding: procedure
    .input(previewEndingInput)
    .output(endingPreview)
    .query(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.reads.endingPreview(ctx.actor, { ...orderRequest(input), ending: input.ending }),
      ),
    ),
  previewReschedule: procedure
    .input(previewRescheduleInput)
    .output(reschedulePreview)
    .query(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.reads.reschedulePreview(ctx.actor, {
          ...orderRequest(input),
          quoteId: idFrom<QuoteId>(input.quoteId),
        }),
      ),
    ),
  candidates: procedure
    .input(shiftInput)
    .output(list(candidate))
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.reads.candidates(ctx.actor, orderRequest(input).orderId, input.shiftNo)),
    ),
  trialBalance: procedure
    .output(trialBalance)
    .query(async ({ ctx }) => unwrap(await ctx.platform.reads.trialBalance(ctx.actor))),
  ledgerPostings: procedure
    .input(ledgerPostingsInput)
    .output(ledgerPostings)
    .query(async ({ ctx, input }) => unwrap(await ctx.platform.reads.ledgerPostings(ctx.actor, input))),
  offer: orderCommand(offerShiftInput, (visits, actor, input) =>
    visits.offerShift(actor, {
      ...orderRequest(input),
      shiftNo: input.shiftNo,
      override: input.override,
      escortId: idFrom<EscortId>(input.escortId),
    }),
  ),
  withdraw: orderCommand(offerInput, (visits, actor, input) =>
    visits.withdrawOffer(actor, { ...orderRequest(input), offerId: idFrom<OfferId>(input.offerId) }),
  ),
  release: orderCommand(releaseInput, (visits, actor, input) =>
    visits.releaseEscort(actor, {
      ...orderRequest(input),
      ...onShift(input),
      ...(input.escortId ? { escortId: idFrom<EscortId>(input.escortId) } : {}),
    }),
  ),
  checkIn: orderCommand(checkInInput.omit({ position: true, visitCode: true }), (visits, actor, input) =>
    visits.checkIn(actor, orderRequest(input)),
  ),
  confirm: orderCommand(confirmInput, (visits, actor, input) =>
    visits.confirmOrder(actor, { ...orderRequest(input), waiveBalance: input.waiveBalance }),
  ),
  markPatientNoShow: orderCommand(orderRefWithReason, (visits, actor, input) =>
    visits.markPatientNoShow(actor, orderRequest(input)),
  ),
  markEscortNoShow: orderCommand(escortNoShowInput, (visits, actor, input) =>
    visits.markEscortNoShow(actor, { ...orderRequest(input), isUnreachable: input.isUnreachable }),
  ),
  giveUp: orderCommand(orderRefWithReason, (visits, actor, input) =>
    visits.giveUp(actor, orderRequest(input)),
  ),
});
