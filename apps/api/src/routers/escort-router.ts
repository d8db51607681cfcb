import {
  checkInInput,
  handOverInput,
  leaveInput,
  logInput,
  offerInput,
  shiftInput,
  startInput,
} from '@banzhen/contracts';
import { list } from '@banzhen/contracts/answer';
import { escortShift, hallRow, offer } from '@banzhen/contracts/dispatch-answers';
import { escortOrder } from '@banzhen/contracts/order-answers';
import { orderRef, orderRefWithReason } from '@banzhen/contracts/primitives';
import { idFrom, type OfferId } from '@banzhen/domain/shared/ids';
import { keyed, onShift, orderRequest } from '../commands.js';
import { orderCommand } from '../order-command.js';
import { procedure, router, unwrap } from '../trpc.js';
import { orderQuery } from './order-query.js';

/** What escorts do. */
export const escortRouter = router({
  offers: procedure
    .output(list(offer))
    .query(async ({ ctx }) => unwrap(await ctx.platform.reads.offers(ctx.actor))),
  hall: procedure
    .output(list(hallRow))
    .query(async ({ ctx }) => unwrap(await ctx.platform.reads.hall(ctx.actor))),
  shifts: procedure
    .output(list(escortShift))
    .query(async ({ ctx }) => unwrap(await ctx.platform.reads.escortShifts(ctx.actor))),
  order: orderQuery(escortOrder),
  accept: orderCommand(offerInput, (visits, actor, input) =>
    visits.acceptOffer(actor, { ...orderRequest(input), offerId: idFrom<OfferId>(input.offerId) }),
  ),
  decline: orderCommand(offerInput, (visits, actor, input) =>
    visits.declineOffer(actor, { ...orderRequest(input), offerId: idFrom<OfferId>(input.offerId) }),
  ),
  grab: orderCommand(shiftInput, (visits, actor, input) =>
    visits.grabShift(actor, { ...orderRequest(input), shiftNo: input.shiftNo }),
  ),
  release: orderCommand(leaveInput, (visits, actor, input) =>
    visits.releaseEscort(actor, { ...orderRequest(input), ...onShift(input) }),
  ),
  depart: orderCommand(orderRef, (visits, actor, input) => visits.depart(actor, orderRequest(input))),
  checkIn: orderCommand(checkInInput, (visits, actor, input) =>
    visits.checkIn(actor, {
      ...orderRequest(input),
      ...(input.position ? { position: input.position } : {}),
      ...(input.visitCode ? { visitCode: input.visitCode } : {}),
    }),
  ),
  start: orderCommand(startInput, (visits, actor, input) =>
    visits.startService(actor, {
      ...orderRequest(input),
      ...(input.visitCode ? { visitCode: input.visitCode } : {}),
    }),
  ),
  log: orderCommand(logInput, (visits, actor, input) =>
    visits.logService(actor, {
      ...orderRequest(input),
      step: input.step,
      note: input.note,
      ...keyed(input),
    }),
  ),
  handOver: orderCommand(handOverInput, (visits, actor, input) =>
    visits.handOverShift(actor, { ...orderRequest(input), note: input.note }),
  ),
  end: orderCommand(orderRef, (visits, actor, input) => visits.endService(actor, orderRequest(input))),
  endEarly: orderCommand(orderRefWithReason, (visits, actor, input) =>
    visits.endServiceEarly(actor, orderRequest(input)),
  ),
});
