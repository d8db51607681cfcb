import { makePublishing, type PolicyBook, type PublishingDeps } from '../publishing/index.js';
import type { ClinicPolicy } from './clinic-policy.js';
import { clinicPolicyNumbers } from './clinic-policy-numbers.js';
import type { ClinicStores } from './stores.js';

const book: PolicyBook<ClinicPolicy, ClinicStores> = {
  kind: 'clinic-policy',
  operations: {
    read: 'clinic-policy.read',
    preview: 'clinic-policy.preview',
    publish: 'clinic-policy.publish',
  },
  numbers: clinicPolicyNumbers,
  versionOf: (draft, version) => ({ ...draft, version }),
  policiesIn: ({ clinicPolicies }) => clinicPolicies,
};

/** Everything that can be done about the numbers by which seats are booked, on the given adapters. */
export const makeClinicRules = (deps: PublishingDeps<ClinicStores>) => makePublishing(book, deps);

export type ClinicRules = ReturnType<typeof makeClinicRules>;
