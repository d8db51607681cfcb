export type VersionState = 'in-force' | 'coming' | 'past';

/** A published version of some rules, as lists of them need it. */
export type Published = {
  readonly policy: { readonly version: number };
  readonly inForceFrom: string;
  readonly isInForce: boolean;
};

/** How a version stands to now: what begins now keeps it, what begins later will, or what begins keeps a later one. */
export const versionState = (
  { isInForce, inForceFrom }: Pick<Published, 'isInForce' | 'inForceFrom'>,
  nowMs: number,
): VersionState => {
  if (isInForce) return 'in-force';
  return Date.parse(inForceFrom) > nowMs ? 'coming' : 'past';
};

/** The version that the next one is made of. */
export const latestOf = <Version extends Published>(versions: readonly Version[]): Version | undefined =>
  versions.toSorted((left, right) => right.policy.version - left.policy.version)[0];

/** The version that is shown: the one that was asked for, else the one in force, else the latest. */
export const shownOf = <Version extends Published>(
  versions: readonly Version[],
  wanted: number | undefined,
): Version | undefined =>
  versions.find(({ policy }) => policy.version === wanted) ??
  versions.find(({ isInForce }) => isInForce) ??
  latestOf(versions);
