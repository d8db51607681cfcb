import { liveInput } from '@banzhen/contracts';
import { liveEvent } from '@banzhen/contracts/live-answers';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { tracked } from '@trpc/server';
import { procedureFor, router, unwrap } from '../trpc.js';

/**
 * Live updates over server-sent events: dispatchers follow every order of their tenant, others one order of theirs. Whoever
 * loses access, by role, grant, assignment or sign-out, gets the refusal as the stream's last message.
 */
export const liveRouter = router({
  orders: procedureFor('order.read')
    .input(liveInput)
    .subscription(async function* ({ ctx, input, signal }) {
      const orderId = input.orderId ? idFrom<OrderId>(input.orderId) : undefined;
      const events = unwrap(
        await ctx.platform.reads.follow(ctx.whoNow, orderId, signal ?? new AbortController().signal),
      );
      for await (const told of events) {
        const { id, ...event } = unwrap(told);
        yield tracked(id, liveEvent.parse(event));
      }
    }),
});
