import type { ClinicRulesDeps } from './deps.js';
import { makeListClinicPolicies } from './use-cases/list-clinic-policies.js';
import { makePreviewClinicPolicy, makePublishClinicPolicy } from './use-cases/publish-clinic-policy.js';

/** Everything that can be done about the numbers by which seats are booked, on the given adapters. */
export const makeClinicRules = (deps: ClinicRulesDeps) => ({
  listPolicies: makeListClinicPolicies(deps),
  previewPolicy: makePreviewClinicPolicy(deps),
  publishPolicy: makePublishClinicPolicy(deps),
});

export type ClinicRules = ReturnType<typeof makeClinicRules>;
