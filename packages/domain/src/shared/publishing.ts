import type { TenantId } from './ids.js';
import { err, ok, type Result } from './result.js';

/** A version of something that never changes once it is published, from when on it is in force, and why; the first needed no reason. */
export type Published<Policy> = {
  readonly policy: Policy;
  readonly inForceFrom: Date;
  readonly reason?: string;
};

/** Every version of a tenant, the highest first. */
export type Versions<Policy> = readonly Published<Policy>[];

/** What is published as the next version: all but its number. */
export type Draft<Policy> = Omit<Policy, 'version'>;

type Numbered = { readonly version: number };

/** The newest version in force at an instant: the highest of those that have begun by then ("Decided" 1). */
export const policyAt = <Policy extends Numbered>(versions: Versions<Policy>, at: Date): Policy => {
  const begun = versions.filter(({ inForceFrom }) => inForceFrom <= at).map(({ policy }) => policy);
  const [first, ...rest] = begun;
  if (!first) throw new Error('no policy is in force');
  return rest.reduce((newest, one) => (one.version > newest.version ? one : newest), first);
};

/** The version of this number; throws for one that was never published. */
export const policyOfVersion = <Policy extends Numbered>(
  versions: Versions<Policy>,
  version: number,
): Policy => {
  const found = versions.find(({ policy }) => policy.version === version);
  if (!found) throw new Error(`policy ${version} was never published`);
  return found.policy;
};

/** Published versions of one policy of every tenant. */
export interface PublishedPolicies<Policy> {
  /** Every version of a tenant with the first one, which is everybody's; the highest first. */
  published(tenantId: TenantId): Promise<Versions<Policy>>;
  /** Publishes a version that was checked; false where its number is taken, and nothing is written then. */
  publish(tenantId: TenantId, published: Published<Policy>): Promise<boolean>;
}

/** A version was published since the one that this was made of; look at it first. */
export type PolicyOutdated = { readonly type: 'PolicyOutdated'; readonly latest: number };
/** A version is in force from now on at the earliest, so that nothing that has happened is judged anew. */
export type PolicyInPast = { readonly type: 'PolicyInPast'; readonly earliest: Date };
/** A version says why it was published. */
export type PublishReasonRequired = { readonly type: 'ReasonRequired'; readonly command: 'publish' };

export type PolicyPublished = { readonly version: number; readonly inForceFrom: Date };

/** From when on a version is in force that is to begin at `wanted`, or now without it ("Decided" 1). */
export const beginOfVersion = (wanted: Date | undefined, now: Date): Result<Date, PolicyInPast> =>
  wanted && wanted < now ? err({ type: 'PolicyInPast', earliest: now }) : ok(wanted ?? now);

/** Why a version is published, as it is kept. */
export const reasonOfVersion = (given: string): Result<string, PublishReasonRequired> => {
  const reason = given.trim();
  return reason === '' ? err({ type: 'ReasonRequired', command: 'publish' }) : ok(reason);
};
