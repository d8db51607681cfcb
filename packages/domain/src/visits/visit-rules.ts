import { makePublishing, type PolicyBook, type PublishingDeps } from '../publishing/index.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import { visitPolicyNumbers } from '../shared/visit-policy-numbers.js';
import type { VisitStores } from './stores.js';

const book: PolicyBook<VisitPolicy, VisitStores> = {
  kind: 'visit-policy',
  operations: { read: 'visit-policy.read', preview: 'visit-policy.preview', publish: 'visit-policy.publish' },
  numbers: visitPolicyNumbers,
  versionOf: (draft, version) => ({ ...draft, version }),
  policiesIn: ({ policies }) => policies,
};

/** Everything that can be done about the numbers by which escort orders are quoted, served and settled, on the given adapters. */
export const makeVisitRules = (deps: PublishingDeps<VisitStores>) => makePublishing(book, deps);

export type VisitRules = ReturnType<typeof makeVisitRules>;
