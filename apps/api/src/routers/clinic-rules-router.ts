import { previewClinicPolicyInput, publishClinicPolicyInput } from '@banzhen/contracts';
import { clinicPolicies } from '@banzhen/contracts/clinic-policy-answers';
import { policyPreview, policyPublished } from '@banzhen/contracts/policy-answers';
import { clinicPolicyNumbers } from '@banzhen/domain/clinics';
import { beginOf, numbersAnswer, previewAnswer, publishedAnswer, withInstant } from '../policy-answers.js';
import { procedureFor, router, unwrap } from '../trpc.js';

/** The numbers by which a tenant's seats are booked, version by version ("Decided" 1). */
export const clinicRulesRouter = router({
  policies: procedureFor('clinic-policy.read')
    .output(clinicPolicies)
    .query(async ({ ctx }) => {
      const versions = unwrap(await ctx.platform.clinicRules.listPolicies(ctx.actor));
      return { ...numbersAnswer(clinicPolicyNumbers), versions: versions.map(withInstant) };
    }),
  previewPolicy: procedureFor('clinic-policy.preview')
    .input(previewClinicPolicyInput)
    .output(policyPreview)
    .mutation(async ({ ctx, input }) => {
      const draft = { policy: input.policy, ...beginOf(input) };
      return previewAnswer(unwrap(await ctx.platform.clinicRules.previewPolicy(ctx.actor, draft)));
    }),
  publishPolicy: procedureFor('clinic-policy.publish')
    .input(publishClinicPolicyInput)
    .output(policyPublished)
    .mutation(async ({ ctx, input }) => {
      const { policy, latest, reason } = input;
      const command = { policy, latest, reason, ...beginOf(input) };
      return publishedAnswer(
        unwrap(await ctx.platform.clinicRules.publishPolicy(ctx.actor, ctx.origin, command)),
      );
    }),
});
