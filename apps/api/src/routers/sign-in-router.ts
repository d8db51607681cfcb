import { signInInput } from '@banzhen/contracts';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import { TRPCError } from '@trpc/server';
import { openProcedure, procedure, router } from '../trpc.js';

/** Sign-in of this stage: pick a demo person. Real identity replaces the `identity` port behind it. */
export const signInRouter = router({
  people: openProcedure.query(({ ctx }) => ctx.platform.identity.people()),
  signIn: openProcedure.input(signInInput).mutation(async ({ ctx, input }) => {
    const token = await ctx.platform.identity.signIn(idFrom<AccountId>(input.accountId));
    if (!token) throw new TRPCError({ code: 'NOT_FOUND', message: 'no such person 没有这个人' });
    ctx.keepSession(token);
    return { token };
  }),
  signOut: openProcedure.mutation(({ ctx }) => {
    ctx.keepSession(undefined);
    return { signedOut: true };
  }),
  me: procedure.query(({ ctx }) => ctx.platform.identity.describe(ctx.actor)),
});
