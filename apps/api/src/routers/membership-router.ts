import {
  buyPlanInput,
  findMemberInput,
  giveMembershipInput,
  listMembersInput,
  memberRef,
  policyVersionInput,
  previewPolicyInput,
  publishPolicyInput,
  steerMemberInput,
} from '@banzhen/contracts';
import { list } from '@banzhen/contracts/answer';
import {
  memberAnswer,
  memberFound,
  memberPage,
  membership,
  membershipPolicyPreview,
  publishedPolicy,
} from '@banzhen/contracts/membership-answers';
import { policyPublished } from '@banzhen/contracts/policy-answers';
import type { DraftPolicy } from '@banzhen/domain/membership';
import { type AccountId, idFrom } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import type { z } from 'zod';
import { phoneFrom } from '../account-commands.js';
import {
  memberFoundAnswer,
  memberPageAnswer,
  membershipAnswer,
  membershipPreviewAnswer,
  policyAnswer,
} from '../membership-answers.js';
import { beginOf, publishedAnswer } from '../policy-answers.js';
import { procedureFor, router, unwrap } from '../trpc.js';

const memberOf = ({ accountId }: { readonly accountId: string }) => ({
  accountId: idFrom<AccountId>(accountId),
});

const draftFrom = ({ plans, ...draft }: z.output<typeof previewPolicyInput>['policy']): DraftPolicy => ({
  ...draft,
  plans: plans.map((plan) => ({ ...plan, priceFen: fen(plan.priceFen) })),
});

const steered = ({ accountId, cause, expectedVersion }: z.output<typeof steerMemberInput>) => ({
  ...memberOf({ accountId }),
  cause,
  expectedVersion,
});

/** Members, and the levels, privileges and plans that they live by (C3–C5, C11, C23, C24). */
export const membershipRouter = router({
  own: procedureFor('membership.read-own')
    .output(membership)
    .query(async ({ ctx }) =>
      membershipAnswer(unwrap(await ctx.platform.memberships.readOwnMembership(ctx.actor))),
    ),
  buy: procedureFor('membership.buy')
    .input(buyPlanInput)
    .output(memberAnswer)
    .mutation(async ({ ctx, input }) => unwrap(await ctx.platform.memberships.buyPlan(ctx.actor, input))),
  cancel: procedureFor('membership.cancel')
    .output(memberAnswer)
    .mutation(async ({ ctx }) =>
      unwrap(await ctx.platform.memberships.cancelMembership(ctx.actor, ctx.origin)),
    ),
  list: procedureFor('member.list')
    .input(listMembersInput)
    .output(memberPage)
    .query(async ({ ctx, input: { status, limit, cursor } }) => {
      const page = {
        limit,
        ...(status ? { status } : {}),
        ...(cursor ? { after: idFrom<AccountId>(cursor) } : {}),
      };
      return memberPageAnswer(unwrap(await ctx.platform.memberships.listMembers(ctx.actor, page)));
    }),
  find: procedureFor('member.find')
    .input(findMemberInput)
    .output(memberFound)
    .query(async ({ ctx, input }) => {
      const command = { phone: phoneFrom(input.phone) };
      return memberFoundAnswer(
        unwrap(await ctx.platform.memberships.findMember(ctx.actor, ctx.origin, command)),
      );
    }),
  read: procedureFor('member.read')
    .input(memberRef)
    .output(memberFound)
    .query(async ({ ctx, input }) =>
      memberFoundAnswer(unwrap(await ctx.platform.memberships.readMember(ctx.actor, memberOf(input)))),
    ),
  give: procedureFor('member.give')
    .input(giveMembershipInput)
    .output(memberAnswer)
    .mutation(async ({ ctx, input }) => {
      const command = { ...input, ...memberOf(input) };
      return unwrap(await ctx.platform.memberships.giveMembership(ctx.actor, ctx.origin, command));
    }),
  freeze: procedureFor('member.freeze')
    .input(steerMemberInput)
    .output(memberAnswer)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.memberships.freezeMembership(ctx.actor, ctx.origin, steered(input))),
    ),
  resume: procedureFor('member.resume')
    .input(steerMemberInput)
    .output(memberAnswer)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.memberships.resumeMembership(ctx.actor, ctx.origin, steered(input))),
    ),
  policies: procedureFor('membership-policy.read')
    .output(list(publishedPolicy))
    .query(async ({ ctx }) =>
      unwrap(await ctx.platform.memberships.listPolicies(ctx.actor)).map(policyAnswer),
    ),
  policy: procedureFor('membership-policy.read')
    .input(policyVersionInput)
    .output(publishedPolicy)
    .query(async ({ ctx, input }) =>
      policyAnswer(unwrap(await ctx.platform.memberships.readPolicy(ctx.actor, input))),
    ),
  previewPolicy: procedureFor('membership-policy.preview')
    .input(previewPolicyInput)
    .output(membershipPolicyPreview)
    .mutation(async ({ ctx, input }) => {
      const command = { policy: draftFrom(input.policy) };
      return membershipPreviewAnswer(
        unwrap(await ctx.platform.memberships.previewPolicy(ctx.actor, command)),
      );
    }),
  publishPolicy: procedureFor('membership-policy.publish')
    .input(publishPolicyInput)
    .output(policyPublished)
    .mutation(async ({ ctx, input }) => {
      const command = { policy: draftFrom(input.policy), latest: input.latest, ...beginOf(input) };
      return publishedAnswer(
        unwrap(await ctx.platform.memberships.publishPolicy(ctx.actor, ctx.origin, command)),
      );
    }),
});
