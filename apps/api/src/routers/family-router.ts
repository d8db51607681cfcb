import { extendInput, payInput, reviewInput } from '@banzhen/contracts';
import { orderRef } from '@banzhen/contracts/primitives';
import { paymentAnswer } from '../answers.js';
import { orderRequest } from '../commands.js';
import { orderCommand } from '../order-command.js';
import { procedure, router, unwrap } from '../trpc.js';
import { bookingCommands } from './booking-commands.js';
import { orderQuery } from './order-query.js';

/** What patients and their families do. */
export const familyRouter = router({
  ...bookingCommands,
  patients: procedure.query(({ ctx }) => ctx.platform.reads.patients(ctx.actor)),
  orders: procedure.query(({ ctx }) => ctx.platform.reads.familyOrders(ctx.actor)),
  order: orderQuery,
  pay: procedure.input(payInput).mutation(async ({ ctx, input }) => {
    const command = { ...orderRequest(input), channel: input.channel };
    return paymentAnswer(unwrap(await ctx.platform.visits.startPayment(ctx.actor, command)));
  }),
  start: orderCommand(orderRef, (visits, actor, input) => visits.startService(actor, orderRequest(input))),
  extend: orderCommand(extendInput, (visits, actor, input) =>
    visits.extendService(actor, { ...orderRequest(input), minutes: input.minutes }),
  ),
  confirm: orderCommand(orderRef, (visits, actor, input) => visits.confirmOrder(actor, orderRequest(input))),
  review: orderCommand(reviewInput, (visits, actor, input) =>
    visits.submitReview(actor, { ...orderRequest(input), stars: input.stars, text: input.text }),
  ),
});
