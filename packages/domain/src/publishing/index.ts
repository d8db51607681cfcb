export { makePublishing } from './make-publishing.js';
export type { PolicyBook, PublishingDeps } from './policy-book.js';
export type { PolicySeen } from './use-cases/list-policies.js';
export type { PreviewedPolicy, PreviewPolicy } from './use-cases/preview-policy.js';
export type { PublishPolicy } from './use-cases/publish-policy.js';
