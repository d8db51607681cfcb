import { previewVisitPolicyInput, publishVisitPolicyInput } from '@banzhen/contracts';
import { policyPreview, policyPublished } from '@banzhen/contracts/policy-answers';
import { visitPolicies } from '@banzhen/contracts/visit-policy';
import { fen } from '@banzhen/domain/shared/money';
import type { Draft } from '@banzhen/domain/shared/publishing';
import type { VisitPolicy } from '@banzhen/domain/shared/visit-policy';
import { visitPolicyNumbers } from '@banzhen/domain/shared/visit-policy-numbers';
import type { z } from 'zod';
import { beginOf, numbersAnswer, previewAnswer, publishedAnswer, withInstant } from '../policy-answers.js';
import { procedureFor, router, unwrap } from '../trpc.js';

type Given = z.output<typeof previewVisitPolicyInput>['policy'];

/** The numbers as they were given, with their money as money. */
const draftOf = (given: Given): Draft<VisitPolicy> => {
  const { pricing, changes, cancellation, noShow } = given;
  return {
    ...given,
    pricing: {
      ...pricing,
      extraHourFen: fen(pricing.extraHourFen),
      perKilometreFen: fen(pricing.perKilometreFen),
      largestDistanceFen: fen(pricing.largestDistanceFen),
    },
    changes: { ...changes, oldEscortCompensationFen: fen(changes.oldEscortCompensationFen) },
    cancellation: {
      ...cancellation,
      travelCompensationFen: fen(cancellation.travelCompensationFen),
      hourCompensationFen: fen(cancellation.hourCompensationFen),
    },
    noShow: { ...noShow, familyCompensationFen: fen(noShow.familyCompensationFen) },
  };
};

/** The numbers by which a tenant's escort orders are quoted, served and settled, version by version ("Decided" 1). */
export const visitRulesRouter = router({
  policies: procedureFor('visit-policy.read')
    .output(visitPolicies)
    .query(async ({ ctx }) => {
      const versions = unwrap(await ctx.platform.visitRules.listPolicies(ctx.actor));
      return { ...numbersAnswer(visitPolicyNumbers), versions: versions.map(withInstant) };
    }),
  previewPolicy: procedureFor('visit-policy.preview')
    .input(previewVisitPolicyInput)
    .output(policyPreview)
    .mutation(async ({ ctx, input }) => {
      const draft = { policy: draftOf(input.policy), ...beginOf(input) };
      return previewAnswer(unwrap(await ctx.platform.visitRules.previewPolicy(ctx.actor, draft)));
    }),
  publishPolicy: procedureFor('visit-policy.publish')
    .input(publishVisitPolicyInput)
    .output(policyPublished)
    .mutation(async ({ ctx, input }) => {
      const { latest, reason } = input;
      const command = { policy: draftOf(input.policy), latest, reason, ...beginOf(input) };
      return publishedAnswer(
        unwrap(await ctx.platform.visitRules.publishPolicy(ctx.actor, ctx.origin, command)),
      );
    }),
});
