import { orderRef } from '@banzhen/contracts/primitives';
import { orderRequest } from '../commands.js';
import { procedure, unwrap } from '../trpc.js';

/** One order as this reader may see it: family, escort and staff each see their part. */
export const orderQuery = procedure
  .input(orderRef)
  .query(async ({ ctx, input }) =>
    unwrap(await ctx.platform.reads.orderDetail(ctx.actor, orderRequest(input).orderId)),
  );
