import type { PublishedPolicyDto } from '@banzhen/contracts';

export type VersionState = 'in-force' | 'coming' | 'past';

/** How a version stands to now: new periods begin with it, will begin with it, or begin with a later one. */
export const versionState = ({ isInForce, inForceFrom }: PublishedPolicyDto, nowMs: number): VersionState => {
  if (isInForce) return 'in-force';
  return Date.parse(inForceFrom) > nowMs ? 'coming' : 'past';
};

/** The version that the next one is made of. */
export const latestOf = (versions: readonly PublishedPolicyDto[]): PublishedPolicyDto | undefined =>
  versions.toSorted((left, right) => right.policy.version - left.policy.version)[0];
