import { type LiveEventDto, liveInput } from '@banzhen/contracts';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { tracked } from '@trpc/server';
import { procedure, router, unwrap } from '../trpc.js';

/** Live updates over server-sent events: dispatchers follow every order of their tenant, others one order of theirs. */
export const liveRouter = router({
  orders: procedure.input(liveInput).subscription(async function* ({ ctx, input, signal }) {
    const orderId = input.orderId ? idFrom<OrderId>(input.orderId) : undefined;
    const events = unwrap(
      await ctx.platform.reads.follow(ctx.actor, orderId, signal ?? new AbortController().signal),
    );
    for await (const { id, ...event } of events) yield tracked(id, event satisfies LiveEventDto);
  }),
});
