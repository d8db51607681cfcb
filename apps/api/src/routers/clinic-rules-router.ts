import { previewClinicPolicyInput, publishClinicPolicyInput } from '@banzhen/contracts';
import {
  clinicPolicies,
  clinicPolicyPreview,
  clinicPolicyPublished,
} from '@banzhen/contracts/clinic-policy-answers';
import { clinicPolicyFields } from '@banzhen/domain/clinics';
import { procedureFor, router, unwrap } from '../trpc.js';

const fields = clinicPolicyFields.map(({ at, least, most }) => ({ at, least, most }));

/** The numbers by which a tenant's seats are booked, version by version ("Decided" 1). */
export const clinicRulesRouter = router({
  policies: procedureFor('clinic-policy.read')
    .output(clinicPolicies)
    .query(async ({ ctx }) => {
      const versions = unwrap(await ctx.platform.clinicRules.listPolicies(ctx.actor));
      return {
        fields,
        versions: versions.map(({ inForceFrom, ...rest }) => ({
          ...rest,
          inForceFrom: inForceFrom.toISOString(),
        })),
      };
    }),
  previewPolicy: procedureFor('clinic-policy.preview')
    .input(previewClinicPolicyInput)
    .output(clinicPolicyPreview)
    .mutation(async ({ ctx, input: { policy, inForceFrom } }) => {
      const draft = { policy, ...(inForceFrom ? { inForceFrom } : {}) };
      const { wrong, ...seen } = unwrap(await ctx.platform.clinicRules.previewPolicy(ctx.actor, draft));
      if (!wrong) return seen;
      const { type: _, ...where } = wrong;
      return { ...seen, wrong: where };
    }),
  publishPolicy: procedureFor('clinic-policy.publish')
    .input(publishClinicPolicyInput)
    .output(clinicPolicyPublished)
    .mutation(async ({ ctx, input: { inForceFrom, ...rest } }) => {
      const command = { ...rest, ...(inForceFrom ? { inForceFrom } : {}) };
      const published = unwrap(await ctx.platform.clinicRules.publishPolicy(ctx.actor, ctx.origin, command));
      return { version: published.version, inForceFrom: published.inForceFrom.toISOString() };
    }),
});
