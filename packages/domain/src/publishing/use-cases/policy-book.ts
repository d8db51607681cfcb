import type { AuditTrail } from '../../audit/index.js';
import type { OperationId } from '../../policy/index.js';
import type { Clock } from '../../shared/clock.js';
import type { PolicyNumbers } from '../../shared/policy-numbers.js';
import type { Draft, PublishedPolicies } from '../../shared/publishing.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';

/** A policy that tenants publish by version ("Decided" 1): whose numbers they are, who may do what, and where versions are kept. */
export type PolicyBook<Policy, Stores> = {
  readonly kind: 'clinic-policy' | 'visit-policy';
  readonly operations: Readonly<Record<'read' | 'preview' | 'publish', OperationId>>;
  readonly numbers: PolicyNumbers<Draft<Policy>>;
  readonly versionOf: (draft: Draft<Policy>, version: number) => Policy;
  readonly policiesIn: (stores: Stores) => PublishedPolicies<Policy>;
};

/** What the use cases about published policies are made of. */
export type PublishingDeps<Stores> = {
  /** With the rows of whoever asks. */
  readonly unitOfWork: UnitOfWork<Stores>;
  readonly clock: Clock;
  /** The time of sessions and their proofs, which no demo moves. */
  readonly sessionClock: Clock;
};

/** Publishing is audited. */
export type AuditedStores = { readonly audit: AuditTrail };
export type Numbered = { readonly version: number };
