import { adjustPointsInput, ownPointsInput, pointsInput } from '@banzhen/contracts';
import { pointsAdjusted, pointsBook } from '@banzhen/contracts/membership-answers';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import { pointsAnswer } from '../membership-answers.js';
import { procedureFor, router, unwrap } from '../trpc.js';

const pageOf = ({ limit, cursor }: { readonly limit: number; readonly cursor?: number | undefined }) => ({
  limit,
  ...(cursor === undefined ? {} : { before: cursor }),
});

/** Points: a balance with its whole history (C34). */
export const pointsRouter = router({
  own: procedureFor('points.read-own')
    .input(ownPointsInput)
    .output(pointsBook)
    .query(async ({ ctx, input }) =>
      pointsAnswer(unwrap(await ctx.platform.points.readOwnPoints(ctx.actor, pageOf(input)))),
    ),
  ofMember: procedureFor('points.read')
    .input(pointsInput)
    .output(pointsBook)
    .query(async ({ ctx, input }) => {
      const command = { ...pageOf(input), accountId: idFrom<AccountId>(input.accountId) };
      return pointsAnswer(unwrap(await ctx.platform.points.readPoints(ctx.actor, command)));
    }),
  adjust: procedureFor('points.adjust')
    .input(adjustPointsInput)
    .output(pointsAdjusted)
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, accountId: idFrom<AccountId>(input.accountId) };
      return unwrap(await ctx.platform.points.adjustPoints(ctx.actor, ctx.origin, command));
    }),
});
