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
import { procedureFor, router, unwrap } from '../trpc.js';
import { orderQuery } from './order-query.js';

/** What escorts do. */
export const escortRouter = router({
  offers: procedureFor('offers.read')
    .output(list(offer))
    .query(async ({ ctx }) => unwrap(await ctx.platform.reads.offers(ctx.actor))),
  hall: procedureFor('hall.read')
    .output(list(hallRow))
    .query(async ({ ctx }) => unwrap(await ctx.platform.reads.hall(ctx.actor))),
  shifts: procedureFor('shift.list')
    .output(list(escortShift))
    .query(async ({ ctx }) => unwrap(await ctx.platform.reads.escortShifts(ctx.actor))),
  order: orderQuery(escortOrder),
  accept: orderCommand('offer.accept', offerInput, (visits, actor, input) =>
    visits.acceptOffer(actor, { ...orderRequest(input), offerId: idFrom<OfferId>(input.offerId) }),
  ),
  decline: orderCommand('offer.decline', offerInput, (visits, actor, input) =>
    visits.declineOffer(actor, { ...orderRequest(input), offerId: idFrom<OfferId>(input.offerId) }),
  ),
  grab: orderCommand('shift.grab', shiftInput, (visits, actor, input) =>
    visits.grabShift(actor, { ...orderRequest(input), shiftNo: input.shiftNo }),
  ),
  release: orderCommand('assignment.release', leaveInput, (visits, actor, input) =>
    visits.releaseEscort(actor, { ...orderRequest(input), ...onShift(input) }),
  ),
  depart: orderCommand('visit.depart', orderRef, (visits, actor, input) =>
    visits.depart(actor, orderRequest(input)),
  ),
  checkIn: orderCommand('visit.check-in', checkInInput, (visits, actor, input) =>
    visits.checkIn(actor, {
      ...orderRequest(input),
      ...(input.position ? { position: input.position } : {}),
      ...(input.visitCode ? { visitCode: input.visitCode } : {}),
    }),
  ),
  start: orderCommand('visit.start', startInput, (visits, actor, input) =>
    visits.startService(actor, {
      ...orderRequest(input),
      ...(input.visitCode ? { visitCode: input.visitCode } : {}),
    }),
  ),
  log: orderCommand('visit.log', logInput, (visits, actor, input) =>
    visits.logService(actor, {
      ...orderRequest(input),
      step: input.step,
      note: input.note,
      ...keyed(input),
    }),
  ),
  handOver: orderCommand('visit.hand-over', handOverInput, (visits, actor, input) =>
    visits.handOverShift(actor, { ...orderRequest(input), note: input.note }),
  ),
  end: orderCommand('visit.end', orderRef, (visits, actor, input) =>
    visits.endService(actor, orderRequest(input)),
  ),
  endEarly: orderCommand('visit.end-early', orderRefWithReason, (visits, actor, input) =>
    visits.endServiceEarly(actor, orderRequest(input)),
  ),
});
