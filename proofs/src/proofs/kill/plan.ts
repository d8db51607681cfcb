import type { DrivePlan, TracedStep } from './drive-visit.js';
import type { Role, Site } from './site.js';

/** What is to be shown on one site. */
export interface SitePlan {
  /** Every (program, step, occurrence) of an undisturbed visit, before and after. */
  readonly all: number;
  /** Distinct (program, step) pairs. */
  readonly kinds: number;
  readonly drives: readonly DrivePlan[];
}

interface Target {
  readonly role: Role;
  readonly failpoint: string;
}

const sides = ['before', 'after'] as const;
const DEATHS_PER_VISIT = 6;

const occurrencesOf = (
  steps: readonly TracedStep[],
): readonly (TracedStep & { readonly occurrence: number })[] => {
  const seen = new Map<string, number>();
  return steps.map(({ role, step }) => {
    const occurrence = (seen.get(`${role} ${step}`) ?? 0) + 1;
    seen.set(`${role} ${step}`, occurrence);
    return { role, step, occurrence };
  });
};

/** Deals the targets out, so that the deaths of one visit lie far apart. */
const dealt = (targets: readonly Target[], perVisit: number): readonly (readonly Target[])[] => {
  const visits = Math.ceil(targets.length / perVisit);
  return Array.from({ length: visits }, (_, visit) =>
    targets.filter((_target, index) => index % visits === visit),
  );
};

/**
 * Full: each step of the trace, before and after, in a visit of its own. Otherwise each kind of step, before it on one
 * site and after it on the other, a few deaths in one visit, each counted from the restart that follows the one before.
 */
export function planDeaths(site: Site, steps: readonly TracedStep[], full: boolean): SitePlan {
  const counted = occurrencesOf(steps);
  const wanted = full ? counted : counted.filter(({ occurrence }) => occurrence === 1);
  const turn = site.name === 'embedded' ? 0 : 1;
  const targets = wanted.flatMap(({ role, step, occurrence }, index) =>
    sides
      .filter((_side, which) => full || which === (index + turn) % sides.length)
      .map((side): Target => ({ role, failpoint: `${side}:${step}:${occurrence}` })),
  );
  const roles = [...new Set(targets.map(({ role }) => role))];
  return {
    all: counted.length * sides.length,
    kinds: new Set(counted.map(({ role, step }) => `${role} ${step}`)).size,
    drives: roles.flatMap((role) =>
      dealt(
        targets.filter((target) => target.role === role),
        full ? 1 : DEATHS_PER_VISIT,
      ).map((chunk): DrivePlan => ({ site, role, failpoints: chunk.map(({ failpoint }) => failpoint) })),
    ),
  };
}
