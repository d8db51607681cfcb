import {
  appealSanctionInput,
  changePhoneInput,
  revokeSessionInput,
  setPasswordInput,
  stepUpInput,
} from '@banzhen/contracts';
import { endedSessions, sanction, session, steppedUp } from '@banzhen/contracts/account-answers';
import { list } from '@banzhen/contracts/answer';
import { idFrom, type SanctionId, type SessionId } from '@banzhen/domain/shared/ids';
import { z } from 'zod';
import { sanctionAnswer, sessionAnswer } from '../account-answers.js';
import { phoneProof, proofFrom } from '../account-commands.js';
import { procedure, router, unwrap } from '../trpc.js';

/** What people do with their own account. */
export const accountRouter = router({
  sessions: procedure
    .output(list(session))
    .query(async ({ ctx }) => unwrap(await ctx.platform.accounts.listSessions(ctx.actor)).map(sessionAnswer)),
  revokeSession: procedure
    .input(revokeSessionInput)
    .output(z.object({ isRevoked: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { sessionId: idFrom<SessionId>(input.sessionId) };
      unwrap(await ctx.platform.accounts.revokeSession(ctx.actor, ctx.origin, command));
      return { isRevoked: true };
    }),
  revokeOtherSessions: procedure
    .output(endedSessions)
    .mutation(async ({ ctx }) =>
      unwrap(await ctx.platform.accounts.revokeOtherSessions(ctx.actor, ctx.origin)),
    ),
  stepUp: procedure
    .input(stepUpInput)
    .output(steppedUp)
    .mutation(async ({ ctx, input }) => {
      const proof = proofFrom(input.proof);
      const { until } = unwrap(await ctx.platform.accounts.stepUp(ctx.actor, ctx.origin, proof));
      return { until: until.toISOString() };
    }),
  setPassword: procedure
    .input(setPasswordInput)
    .output(z.object({ isSet: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { password: input.password, proof: proofFrom(input.proof) };
      unwrap(await ctx.platform.accounts.setPassword(ctx.actor, ctx.origin, command));
      return { isSet: true };
    }),
  changePhone: procedure
    .input(changePhoneInput)
    .output(z.object({ isChanged: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { proof: proofFrom(input.proof), newPhone: phoneProof(input.newPhone) };
      unwrap(await ctx.platform.accounts.changePhone(ctx.actor, ctx.origin, command));
      return { isChanged: true };
    }),
  sanctions: procedure
    .output(list(sanction))
    .query(async ({ ctx }) =>
      unwrap(await ctx.platform.accounts.listOwnSanctions(ctx.actor)).map(sanctionAnswer),
    ),
  appeal: procedure
    .input(appealSanctionInput)
    .output(z.object({ isFiled: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, sanctionId: idFrom<SanctionId>(input.sanctionId) };
      unwrap(await ctx.platform.accounts.appealSanction(ctx.actor, ctx.origin, command));
      return { isFiled: true };
    }),
});
