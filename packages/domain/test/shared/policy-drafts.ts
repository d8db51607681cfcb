/** A policy with another number at a place, such as `tiers.1.refund`. */
export const withNumber = <Policy extends object>(policy: Policy, at: string, number: number): Policy => {
  const copy = structuredClone(policy);
  const path = at.split('.');
  let holder = copy as Record<string, unknown>;
  for (const part of path.slice(0, -1)) holder = holder[part] as Record<string, unknown>;
  holder[path.at(-1) ?? ''] = number;
  return copy;
};

/** The places of every number of a policy. */
export const leavesOf = (value: unknown, at = ''): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) => leavesOf(one, at === '' ? key : `${at}.${key}`))
    : [at];
