import {
  accountInput,
  answerAppealInput,
  findPersonInput,
  grantRoleInput,
  imposeSanctionInput,
  liftSanctionInput,
  revokeRoleInput,
} from '@banzhen/contracts';
import {
  grantedRole,
  imposedSanction,
  openAppeal,
  personFound,
  staffMember,
} from '@banzhen/contracts/account-answers';
import { list } from '@banzhen/contracts/answer';
import { type AccountId, idFrom, type SanctionId, type StaffGrantId } from '@banzhen/domain/shared/ids';
import { z } from 'zod';
import { openAppealAnswer, personAnswer, staffAnswer } from '../account-answers.js';
import { phoneFrom } from '../account-commands.js';
import { procedureFor, router, unwrap } from '../trpc.js';

/** What administrators, quality and support do about people: find them, roles, sanctions (B43, B44). */
export const peopleRouter = router({
  find: procedureFor('person.find')
    .input(findPersonInput)
    .output(personFound)
    .query(async ({ ctx, input }) => {
      const command = { phone: phoneFrom(input.phone) };
      return personAnswer(unwrap(await ctx.platform.accounts.findPerson(ctx.actor, ctx.origin, command)));
    }),
  staff: procedureFor('staff.list')
    .output(list(staffMember))
    .query(async ({ ctx }) => unwrap(await ctx.platform.accounts.listStaff(ctx.actor)).map(staffAnswer)),
  grantRole: procedureFor('role.grant')
    .input(grantRoleInput)
    .output(grantedRole)
    .mutation(async ({ ctx, input }) => {
      const { role, cityCode, until } = input;
      const command = {
        accountId: idFrom<AccountId>(input.accountId),
        role,
        ...(cityCode ? { cityCode } : {}),
        ...(until ? { until } : {}),
      };
      return unwrap(await ctx.platform.accounts.grantRole(ctx.actor, ctx.origin, command));
    }),
  revokeRole: procedureFor('role.revoke')
    .input(revokeRoleInput)
    .output(z.object({ isRevoked: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = {
        accountId: idFrom<AccountId>(input.accountId),
        grantId: idFrom<StaffGrantId>(input.grantId),
      };
      unwrap(await ctx.platform.accounts.revokeRole(ctx.actor, ctx.origin, command));
      return { isRevoked: true };
    }),
  resetTotp: procedureFor('totp.reset')
    .input(accountInput)
    .output(z.object({ isReset: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { accountId: idFrom<AccountId>(input.accountId) };
      unwrap(await ctx.platform.accounts.resetTotp(ctx.actor, ctx.origin, command));
      return { isReset: true };
    }),
  sanction: procedureFor('sanction.impose')
    .input(imposeSanctionInput)
    .output(imposedSanction)
    .mutation(async ({ ctx, input }) => {
      const { accountId, until, ...given } = input;
      const command = { ...given, accountId: idFrom<AccountId>(accountId), ...(until ? { until } : {}) };
      return unwrap(await ctx.platform.accounts.imposeSanction(ctx.actor, ctx.origin, command));
    }),
  liftSanction: procedureFor('sanction.lift')
    .input(liftSanctionInput)
    .output(z.object({ isLifted: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, sanctionId: idFrom<SanctionId>(input.sanctionId) };
      unwrap(await ctx.platform.accounts.liftSanction(ctx.actor, ctx.origin, command));
      return { isLifted: true };
    }),
  appeals: procedureFor('appeal.list')
    .output(list(openAppeal))
    .query(async ({ ctx }) =>
      unwrap(await ctx.platform.accounts.listAppeals(ctx.actor)).map(openAppealAnswer),
    ),
  answerAppeal: procedureFor('appeal.answer')
    .input(answerAppealInput)
    .output(z.object({ isAnswered: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, sanctionId: idFrom<SanctionId>(input.sanctionId) };
      unwrap(await ctx.platform.accounts.answerAppeal(ctx.actor, ctx.origin, command));
      return { isAnswered: true };
    }),
});
