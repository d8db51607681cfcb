import { confirmTotpInput, enrolTotpInput, setUpStaffInput, signInStaffInput } from '@banzhen/contracts';
import { secondFactor, signIn, totpOffer } from '@banzhen/contracts/account-answers';
import { type ChallengeId, idFrom } from '@banzhen/domain/shared/ids';
import { signInAnswer } from '../account-answers.js';
import { phoneFrom } from '../account-commands.js';
import { openProcedureFor, router, unwrap } from '../trpc.js';

/** The sign-in of staff: password first, then the code of the authenticator app (AU14). */
export const staffSignInRouter = router({
  signIn: openProcedureFor('sign-in')
    .input(signInStaffInput)
    .output(secondFactor)
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, phone: phoneFrom(input.phone) };
      return unwrap(await ctx.platform.accounts.signInStaff(ctx.origin, command));
    }),
  enrolTotp: openProcedureFor('sign-in')
    .input(enrolTotpInput)
    .output(totpOffer)
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, challengeId: idFrom<ChallengeId>(input.challengeId) };
      return unwrap(await ctx.platform.accounts.enrolTotp(ctx.origin, command));
    }),
  confirmTotp: openProcedureFor('sign-in')
    .input(confirmTotpInput)
    .output(signIn)
    .mutation(async ({ ctx, input }) => {
      const opened = unwrap(await ctx.platform.accounts.confirmTotp(ctx.origin, input));
      ctx.keepSession(opened);
      return signInAnswer(opened);
    }),
  setUp: openProcedureFor('sign-in')
    .input(setUpStaffInput)
    .output(totpOffer)
    .mutation(async ({ ctx, input }) => unwrap(await ctx.platform.accounts.setUpStaff(ctx.origin, input))),
});
