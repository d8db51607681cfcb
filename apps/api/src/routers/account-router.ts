import {
  appealSanctionInput,
  changePhoneInput,
  exportInput,
  revokeSessionInput,
  setPasswordInput,
  stepUpInput,
} from '@banzhen/contracts';
import { endedSessions, sanction, session, steppedUp } from '@banzhen/contracts/account-answers';
import { list } from '@banzhen/contracts/answer';
import { personalCopy } from '@banzhen/contracts/patient-answers';
import { idFrom, type OrderId, type SanctionId, type SessionId } from '@banzhen/domain/shared/ids';
import { z } from 'zod';
import { sanctionAnswer, sessionAnswer } from '../account-answers.js';
import { phoneProof, proofFrom } from '../account-commands.js';
import { copyAnswer } from '../patient-answers.js';
import { procedureFor, router, unwrap } from '../trpc.js';

/** What people do with their own account. */
export const accountRouter = router({
  sessions: procedureFor('session.list')
    .output(list(session))
    .query(async ({ ctx }) => unwrap(await ctx.platform.accounts.listSessions(ctx.actor)).map(sessionAnswer)),
  revokeSession: procedureFor('session.revoke')
    .input(revokeSessionInput)
    .output(z.object({ isRevoked: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { sessionId: idFrom<SessionId>(input.sessionId) };
      unwrap(await ctx.platform.accounts.revokeSession(ctx.actor, ctx.origin, command));
      return { isRevoked: true };
    }),
  revokeOtherSessions: procedureFor('session.revoke')
    .output(endedSessions)
    .mutation(async ({ ctx }) =>
      unwrap(await ctx.platform.accounts.revokeOtherSessions(ctx.actor, ctx.origin)),
    ),
  stepUp: procedureFor('session.step-up')
    .input(stepUpInput)
    .output(steppedUp)
    .mutation(async ({ ctx, input }) => {
      const proof = proofFrom(input.proof);
      const { until } = unwrap(await ctx.platform.accounts.stepUp(ctx.actor, ctx.origin, proof));
      return { until: until.toISOString() };
    }),
  setPassword: procedureFor('password.set')
    .input(setPasswordInput)
    .output(z.object({ isSet: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { password: input.password, proof: proofFrom(input.proof) };
      unwrap(await ctx.platform.accounts.setPassword(ctx.actor, ctx.origin, command));
      return { isSet: true };
    }),
  changePhone: procedureFor('phone.change')
    .input(changePhoneInput)
    .output(z.object({ isChanged: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { proof: proofFrom(input.proof), newPhone: phoneProof(input.newPhone) };
      unwrap(await ctx.platform.accounts.changePhone(ctx.actor, ctx.origin, command));
      return { isChanged: true };
    }),
  sanctions: procedureFor('sanction.list-own')
    .output(list(sanction))
    .query(async ({ ctx }) =>
      unwrap(await ctx.platform.accounts.listOwnSanctions(ctx.actor)).map(sanctionAnswer),
    ),
  appeal: procedureFor('sanction.appeal')
    .input(appealSanctionInput)
    .output(z.object({ isFiled: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, sanctionId: idFrom<SanctionId>(input.sanctionId) };
      unwrap(await ctx.platform.accounts.appealSanction(ctx.actor, ctx.origin, command));
      return { isFiled: true };
    }),
  export: procedureFor('account.export')
    .input(exportInput)
    .output(personalCopy)
    .query(async ({ ctx, input }) => {
      const before = input.cursor === undefined ? undefined : idFrom<OrderId>(input.cursor);
      const page = unwrap(await ctx.platform.copies.page(ctx.actor, ctx.origin, before));
      return copyAnswer(ctx.actor.accountId, page);
    }),
  erase: procedureFor('account.erase')
    .output(z.object({ isErased: z.boolean() }))
    .mutation(async ({ ctx }) => {
      unwrap(await ctx.platform.accounts.eraseAccount(ctx.actor, ctx.origin));
      ctx.keepSession(undefined);
      return { isErased: true };
    }),
});
