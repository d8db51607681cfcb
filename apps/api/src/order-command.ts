import { orderAnswer as orderAnswerSchema } from '@banzhen/contracts/booking-answers';
import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import type { Person } from '@banzhen/domain/shared/actor';
import type { Result } from '@banzhen/domain/shared/result';
import type { OrderAnswer, Visits } from '@banzhen/domain/visits';
import type { z } from 'zod';
import { orderAnswer } from './answers.js';
import { procedureFor, unwrap } from './trpc.js';

/** A command about one order: its row of the authorization table, its schema, and the one use case that it calls. */
export const orderCommand = <Schema extends z.ZodType>(
  operation: OperationId,
  schema: Schema,
  run: (visits: Visits, actor: Person, input: z.output<Schema>) => Promise<Result<OrderAnswer, Refusal>>,
) =>
  // tRPC's types do not follow a generic schema; what its middleware hands on is that schema's output.
  procedureFor(operation)
    .input(schema)
    .output(orderAnswerSchema)
    .mutation(async ({ ctx, input }) =>
      orderAnswer(unwrap(await run(ctx.platform.visits, ctx.actor, input as z.output<Schema>))),
    );
