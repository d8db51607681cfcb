import {
  boardInput,
  checkInInput,
  confirmInput,
  escortNoShowInput,
  offerInput,
  offerShiftInput,
  releaseInput,
  shiftInput,
} from '@banzhen/contracts';
import { orderRefWithReason } from '@banzhen/contracts/primitives';
import { type EscortId, idFrom, type OfferId } from '@banzhen/domain/shared/ids';
import { orderRequest } from '../commands.js';
import { orderCommand } from '../order-command.js';
import { procedure, router, unwrap } from '../trpc.js';
import { bookingCommands } from './booking-commands.js';
import { orderQuery } from './order-query.js';

/** What dispatchers do. */
export const dispatchRouter = router({
  ...bookingCommands,
  board: procedure
    .input(boardInput)
    .query(async ({ ctx, input }) => unwrap(await ctx.platform.reads.board(ctx.actor, input))),
  order: orderQuery,
  candidates: procedure
    .input(shiftInput)
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.reads.candidates(ctx.actor, orderRequest(input).orderId, input.shiftNo)),
    ),
  trialBalance: procedure.query(async ({ ctx }) => unwrap(await ctx.platform.reads.trialBalance(ctx.actor))),
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
