import {
  appealBanInput,
  attachWechatInput,
  registerInput,
  requestCodeInput,
  resetPasswordInput,
  signInWithCodeInput,
  signInWithPasswordInput,
  signInWithWechatInput,
} from '@banzhen/contracts';
import { requestedCode, signIn, wechatSignIn } from '@banzhen/contracts/account-answers';
import { me } from '@banzhen/contracts/people-answers';
import type { SignIn } from '@banzhen/domain/accounts';
import { idFrom, type SanctionId } from '@banzhen/domain/shared/ids';
import { z } from 'zod';
import { requestedCodeAnswer, signInAnswer } from '../account-answers.js';
import { named, phoneFrom, phoneProof } from '../account-commands.js';
import { openProcedureFor, procedureFor, type RequestContext, router, unwrap } from '../trpc.js';

/** Signed in: the session goes into the cookie, and to programs as a token. */
const signedIn = ({ keepSession }: RequestContext, opened: SignIn) => {
  keepSession(opened);
  return signInAnswer(opened);
};

/** Signing up and in, for families and escorts; and who is signed in. */
export const signInRouter = router({
  requestCode: openProcedureFor('code.request')
    .input(requestCodeInput)
    .output(requestedCode)
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, phone: phoneFrom(input.phone) };
      return requestedCodeAnswer(unwrap(await ctx.platform.accounts.requestCode(ctx.origin, command)));
    }),
  signInWithCode: openProcedureFor('sign-in')
    .input(signInWithCodeInput)
    .output(signIn)
    .mutation(async ({ ctx, input }) => {
      const command = named(phoneProof(input));
      return signedIn(ctx, unwrap(await ctx.platform.accounts.signInWithCode(ctx.origin, command)));
    }),
  register: openProcedureFor('sign-in')
    .input(registerInput)
    .output(signIn)
    .mutation(async ({ ctx, input }) => {
      const command = named(phoneProof(input));
      return signedIn(ctx, unwrap(await ctx.platform.accounts.register(ctx.origin, command)));
    }),
  signInWithPassword: openProcedureFor('sign-in')
    .input(signInWithPasswordInput)
    .output(signIn)
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, phone: phoneFrom(input.phone) };
      return signedIn(ctx, unwrap(await ctx.platform.accounts.signInWithPassword(ctx.origin, command)));
    }),
  signInWithWechat: openProcedureFor('sign-in')
    .input(signInWithWechatInput)
    .output(wechatSignIn)
    .mutation(async ({ ctx, input }) => {
      const answer = unwrap(await ctx.platform.accounts.signInWithWechat(ctx.origin, input));
      return 'needs' in answer ? answer : signedIn(ctx, answer);
    }),
  attachWechat: openProcedureFor('sign-in')
    .input(attachWechatInput)
    .output(signIn)
    .mutation(async ({ ctx, input }) => {
      const command = named(phoneProof(input));
      return signedIn(ctx, unwrap(await ctx.platform.accounts.attachWechat(ctx.origin, command)));
    }),
  resetPassword: openProcedureFor('password.reset')
    .input(resetPasswordInput)
    .output(z.object({ isReset: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.platform.accounts.resetPassword(ctx.origin, phoneProof(input)));
      return { isReset: true };
    }),
  appealBan: openProcedureFor('ban.appeal')
    .input(appealBanInput)
    .output(z.object({ isFiled: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { ...phoneProof(input), sanctionId: idFrom<SanctionId>(input.sanctionId) };
      unwrap(await ctx.platform.accounts.appealBan(ctx.origin, command));
      return { isFiled: true };
    }),
  signOut: openProcedureFor('session.sign-out')
    .output(z.object({ signedOut: z.boolean() }))
    .mutation(async ({ ctx }) => {
      if (ctx.actor) unwrap(await ctx.platform.accounts.signOut(ctx.actor, ctx.origin));
      ctx.keepSession(undefined);
      return { signedOut: true };
    }),
  me: procedureFor('me.read')
    .output(me)
    .query(({ ctx }) => ctx.platform.identity.describe(ctx.actor)),
});
