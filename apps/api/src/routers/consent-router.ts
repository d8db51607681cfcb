import { giveConsentInput, withdrawConsentInput } from '@banzhen/contracts';
import { list } from '@banzhen/contracts/answer';
import { consent } from '@banzhen/contracts/patient-answers';
import { z } from 'zod';
import { consentAnswer } from '../patient-answers.js';
import { procedureFor, router, unwrap } from '../trpc.js';

/** What people are asked to agree to, and what they said. */
export const consentRouter = router({
  list: procedureFor('consent.list')
    .output(list(consent))
    .query(async ({ ctx }) => unwrap(await ctx.platform.patients.listConsents(ctx.actor)).map(consentAnswer)),
  give: procedureFor('consent.give')
    .input(giveConsentInput)
    .output(z.object({ isGiven: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.platform.patients.giveConsent(ctx.actor, ctx.origin, input));
      return { isGiven: true };
    }),
  withdraw: procedureFor('consent.withdraw')
    .input(withdrawConsentInput)
    .output(z.object({ isWithdrawn: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.platform.patients.withdrawConsent(ctx.actor, ctx.origin, input));
      return { isWithdrawn: true };
    }),
});
