import type { AuditedStores, Numbered, PolicyBook, PublishingDeps } from './policy-book.js';
import { makeListPolicies } from './use-cases/list-policies.js';
import { makePreviewPolicy } from './use-cases/preview-policy.js';
import { makePublishPolicy } from './use-cases/publish-policy.js';

/** Everything that can be done about the published versions of one policy, on the given adapters. */
export const makePublishing = <Policy extends Numbered, Stores extends AuditedStores>(
  book: PolicyBook<Policy, Stores>,
  deps: PublishingDeps<Stores>,
) => ({
  listPolicies: makeListPolicies(book, deps),
  previewPolicy: makePreviewPolicy(book, deps),
  publishPolicy: makePublishPolicy(book, deps),
});
