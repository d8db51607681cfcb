import {
  boardInput,
  checkInInput,
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
import { procedureFor, router, unwrap } from '../trpc.js';
import { bookingCommands } from './booking-commands.js';
import { orderQuery } from './order-query.js';

/** What dispatchers do. */
export const dispatchRouter = router({
  ...bookingCommands,
  board: procedureFor('board.read')
    .input(boardInput)
    .output(board)
    .query(async ({ ctx, input }) => unwrap(await ctx.platform.reads.board(ctx.actor, input))),
  search: procedureFor('board.read')
    .input(searchOrdersInput)
    .output(board)
    .query(async ({ ctx, input }) => unwrap(await ctx.platform.reads.searchOrders(ctx.actor, input))),
  order: orderQuery(deskOrder),
  previewEnding: procedureFor('ending.preview')
    .input(previewEndingInput)
    .output(endingPreview)
    .query(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.reads.endingPreview(ctx.actor, { ...orderRequest(input), ending: input.ending }),
      ),
    ),
  previewReschedule: procedureFor('order.reschedule')
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
  candidates: procedureFor('candidates.read')
    .input(shiftInput)
    .output(list(candidate))
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.reads.candidates(ctx.actor, orderRequest(input).orderId, input.shiftNo)),
    ),
  trialBalance: procedureFor('ledger.read')
    .output(trialBalance)
    .query(async ({ ctx }) => unwrap(await ctx.platform.reads.trialBalance(ctx.actor))),
  ledgerPostings: procedureFor('ledger.read')
    .input(ledgerPostingsInput)
    .output(ledgerPostings)
    .query(async ({ ctx, input }) => unwrap(await ctx.platform.reads.ledgerPostings(ctx.actor, input))),
  offer: orderCommand('shift.offer', offerShiftInput, (visits, actor, input) =>
    visits.offerShift(actor, {
      ...orderRequest(input),
      shiftNo: input.shiftNo,
      override: input.override,
      escortId: idFrom<EscortId>(input.escortId),
    }),
  ),
  withdraw: orderCommand('offer.withdraw', offerInput, (visits, actor, input) =>
    visits.withdrawOffer(actor, { ...orderRequest(input), offerId: idFrom<OfferId>(input.offerId) }),
  ),
  release: orderCommand('assignment.release', releaseInput, (visits, actor, input) =>
    visits.releaseEscort(actor, {
      ...orderRequest(input),
      ...onShift(input),
      ...(input.escortId ? { escortId: idFrom<EscortId>(input.escortId) } : {}),
    }),
  ),
  checkIn: orderCommand(
    'visit.check-in',
    checkInInput.omit({ position: true, visitCode: true }),
    (visits, actor, input) => visits.checkIn(actor, orderRequest(input)),
  ),
  confirm: orderCommand('order.confirm', orderRefWithReason, (visits, actor, input) =>
    visits.confirmOrder(actor, orderRequest(input)),
  ),
  waiveBalance: orderCommand('balance.waive', orderRefWithReason, (visits, actor, input) =>
    visits.confirmOrder(actor, { ...orderRequest(input), waiveBalance: true }),
  ),
  markPatientNoShow: orderCommand('visit.mark-patient-no-show', orderRefWithReason, (visits, actor, input) =>
    visits.markPatientNoShow(actor, orderRequest(input)),
  ),
  markEscortNoShow: orderCommand('visit.mark-escort-no-show', escortNoShowInput, (visits, actor, input) =>
    visits.markEscortNoShow(actor, { ...orderRequest(input), isUnreachable: input.isUnreachable }),
  ),
  giveUp: orderCommand('order.give-up', orderRefWithReason, (visits, actor, input) =>
    visits.giveUp(actor, orderRequest(input)),
  ),
});
