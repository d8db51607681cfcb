export type { PolicySeen } from './use-cases/list-policies.js';
export { makePublishing } from './use-cases/make-publishing.js';
export type { PolicyBook, PublishingDeps } from './use-cases/policy-book.js';
export type { PreviewedPolicy, PreviewPolicy } from './use-cases/preview-policy.js';
export type { PublishPolicy } from './use-cases/publish-policy.js';
