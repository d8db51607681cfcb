import {
  checkInInput,
  handOverInput,
  logInput,
  offerInput,
  shiftInput,
  startInput,
} from '@banzhen/contracts';
import { orderRef, orderRefWithReason } from '@banzhen/contracts/primitives';
import { idFrom, type OfferId } from '@banzhen/domain/shared/ids';
import { orderAnswer } from '../answers.js';
import { orderRequest } from '../commands.js';
import { procedure, router, unwrap } from '../trpc.js';

/** What escorts do. */
export const escortRouter = router({
  offers: procedure.query(async ({ ctx }) => unwrap(await ctx.platform.reads.offers(ctx.actor))),
  hall: procedure.query(async ({ ctx }) => unwrap(await ctx.platform.reads.hall(ctx.actor))),
  shifts: procedure.query(async ({ ctx }) => unwrap(await ctx.platform.reads.escortShifts(ctx.actor))),
  order: procedure
    .input(orderRef)
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.reads.orderDetail(ctx.actor, orderRequest(input).orderId)),
    ),
  accept: procedure.input(offerInput).mutation(async ({ ctx, input }) => {
    const command = { ...orderRequest(input), offerId: idFrom<OfferId>(input.offerId) };
    return orderAnswer(unwrap(await ctx.platform.visits.acceptOffer(ctx.actor, command)));
  }),
  decline: procedure.input(offerInput).mutation(async ({ ctx, input }) => {
    const command = { ...orderRequest(input), offerId: idFrom<OfferId>(input.offerId) };
    return orderAnswer(unwrap(await ctx.platform.visits.declineOffer(ctx.actor, command)));
  }),
  grab: procedure
    .input(shiftInput)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(
        unwrap(
          await ctx.platform.visits.grabShift(ctx.actor, { ...orderRequest(input), shiftNo: input.shiftNo }),
        ),
      ),
    ),
  release: procedure
    .input(orderRefWithReason)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await ctx.platform.visits.releaseEscort(ctx.actor, orderRequest(input)))),
    ),
  depart: procedure
    .input(orderRef)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await ctx.platform.visits.depart(ctx.actor, orderRequest(input)))),
    ),
  checkIn: procedure.input(checkInInput).mutation(async ({ ctx, input }) => {
    const command = {
      ...orderRequest(input),
      ...(input.position ? { position: input.position } : {}),
      ...(input.visitCode ? { visitCode: input.visitCode } : {}),
    };
    return orderAnswer(unwrap(await ctx.platform.visits.checkIn(ctx.actor, command)));
  }),
  start: procedure.input(startInput).mutation(async ({ ctx, input }) => {
    const command = { ...orderRequest(input), ...(input.visitCode ? { visitCode: input.visitCode } : {}) };
    return orderAnswer(unwrap(await ctx.platform.visits.startService(ctx.actor, command)));
  }),
  log: procedure.input(logInput).mutation(async ({ ctx, input }) =>
    orderAnswer(
      unwrap(
        await ctx.platform.visits.logService(ctx.actor, {
          ...orderRequest(input),
          step: input.step,
          note: input.note,
        }),
      ),
    ),
  ),
  handOver: procedure
    .input(handOverInput)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(
        unwrap(
          await ctx.platform.visits.handOverShift(ctx.actor, { ...orderRequest(input), note: input.note }),
        ),
      ),
    ),
  end: procedure
    .input(orderRef)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await ctx.platform.visits.endService(ctx.actor, orderRequest(input)))),
    ),
  endEarly: procedure
    .input(orderRefWithReason)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await ctx.platform.visits.endServiceEarly(ctx.actor, orderRequest(input)))),
    ),
});
