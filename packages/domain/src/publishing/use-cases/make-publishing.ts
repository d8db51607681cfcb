import { makeListPolicies } from './list-policies.js';
import type { AuditedStores, Numbered, PolicyBook, PublishingDeps } from './policy-book.js';
import { makePreviewPolicy } from './preview-policy.js';
import { makePublishPolicy } from './publish-policy.js';

/** Everything that can be done about the published versions of one policy, on the given adapters. */
export const makePublishing = <Policy extends Numbered, Stores extends AuditedStores>(
  book: PolicyBook<Policy, Stores>,
  deps: PublishingDeps<Stores>,
) => ({
  listPolicies: makeListPolicies(book, deps),
  previewPolicy: makePreviewPolicy(book, deps),
  publishPolicy: makePublishPolicy(book, deps),
});
