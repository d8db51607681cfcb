import { signInAsInput } from '@banzhen/contracts';
import { signIn } from '@banzhen/contracts/account-answers';
import { list } from '@banzhen/contracts/answer';
import { demoPerson } from '@banzhen/contracts/people-answers';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import type { Platform } from '@banzhen/platform';
import { signInAnswer } from '../account-answers.js';
import { openProcedureFor, router, unwrap } from '../trpc.js';

/** In production there is nothing here. */
const demoOf = ({ demo }: Platform): NonNullable<Platform['demo']> =>
  demo ?? unwrap({ ok: false, error: { type: 'NotFound' } });

/** For development only: sign in as somebody of the demo city without any proof. */
export const demoRouter = router({
  people: openProcedureFor('demo.use')
    .output(list(demoPerson))
    .query(async ({ ctx }) => (await ctx.platform.demo?.people()) ?? []),
  signInAs: openProcedureFor('demo.use')
    .input(signInAsInput)
    .output(signIn)
    .mutation(async ({ ctx, input }) => {
      const opened = await demoOf(ctx.platform).signInAs(idFrom<AccountId>(input.accountId), ctx.origin);
      if (!opened) return unwrap({ ok: false, error: { type: 'NotFound' } });
      ctx.keepSession(opened);
      return signInAnswer(opened);
    }),
});
