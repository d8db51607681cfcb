import type { OrderDetailDto } from '@banzhen/contracts';
import { orderRef } from '@banzhen/contracts/primitives';
import type { z } from 'zod';
import { orderRequest } from '../commands.js';
import { procedureFor, unwrap } from '../trpc.js';

/** One order as this reader may see it: family, escort and staff each see their part, and `schema` lets no more out. */
export const orderQuery = <Schema extends z.ZodType>(
  schema: OrderDetailDto extends z.input<Schema> ? Schema : never,
) =>
  procedureFor('order.read')
    .input(orderRef)
    // tRPC's types do not follow a generic schema.
    .output(schema as unknown as z.ZodType<z.output<Schema>, OrderDetailDto>)
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.reads.orderDetail(ctx.actor, orderRequest(input).orderId)),
    );
