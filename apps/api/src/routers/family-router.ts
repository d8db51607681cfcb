import { extendInput, payInput, placeOrderInput, reviewInput } from '@banzhen/contracts';
import { list } from '@banzhen/contracts/answer';
import { payment, placedOrder } from '@banzhen/contracts/booking-answers';
import { boardRow, familyOrder } from '@banzhen/contracts/order-answers';
import { patient } from '@banzhen/contracts/people-answers';
import { orderRef } from '@banzhen/contracts/primitives';
import { type HospitalId, idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import { orderAnswer, paymentAnswer } from '../answers.js';
import { keyed, orderRequest, wishesOf } from '../commands.js';
import { orderCommand } from '../order-command.js';
import { procedureFor, router, unwrap } from '../trpc.js';
import { bookingCommands } from './booking-commands.js';
import { orderQuery } from './order-query.js';

/** What patients and their families do. */
export const familyRouter = router({
  ...bookingCommands,
  patients: procedureFor('patient.list')
    .output(list(patient))
    .query(({ ctx }) => ctx.platform.reads.patients(ctx.actor)),
  orders: procedureFor('order.list')
    .output(list(boardRow))
    .query(({ ctx }) => ctx.platform.reads.familyOrders(ctx.actor)),
  order: orderQuery(familyOrder),
  /** Whoever may have a price may book it; that the booker books is looked at once there is one. */
  place: procedureFor('quote.request')
    .input(placeOrderInput)
    .output(placedOrder)
    .mutation(async ({ ctx, input }) => {
      const { escortId: _, escortGender: __, ...wanted } = input;
      const placed = unwrap(
        await ctx.platform.visits.placeOrder(ctx.actor, {
          ...wanted,
          patientId: idFrom<PatientId>(input.patientId),
          hospitalId: idFrom<HospitalId>(input.hospitalId),
          wishes: wishesOf(input),
        }),
      );
      return { ...orderAnswer(placed), totalFen: placed.totalFen };
    }),
  pay: procedureFor('order.pay')
    .input(payInput)
    .output(payment)
    .mutation(async ({ ctx, input }) => {
      const expected = input.expectedFen === undefined ? {} : { expectedFen: input.expectedFen };
      const command = { ...orderRequest(input), channel: input.channel, ...expected };
      return paymentAnswer(unwrap(await ctx.platform.visits.startPayment(ctx.actor, command)));
    }),
  start: orderCommand('visit.start', orderRef, (visits, actor, input) =>
    visits.startService(actor, orderRequest(input)),
  ),
  extend: orderCommand('order.extend', extendInput, (visits, actor, input) =>
    visits.extendService(actor, { ...orderRequest(input), minutes: input.minutes, ...keyed(input) }),
  ),
  confirm: orderCommand('order.confirm', orderRef, (visits, actor, input) =>
    visits.confirmOrder(actor, orderRequest(input)),
  ),
  review: orderCommand('order.review', reviewInput, (visits, actor, input) =>
    visits.submitReview(actor, { ...orderRequest(input), stars: input.stars, text: input.text }),
  ),
});
