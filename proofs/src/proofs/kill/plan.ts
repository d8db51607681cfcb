import type { DrivePlan, TracedStep } from './drive-visit.js';
import type { Role, Site } from './site.js';

/** The steps of an undisturbed visit on one site, in their order. */
export interface SiteTrace {
  readonly site: Site;
  readonly steps: readonly TracedStep[];
}

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

type CountedStep = TracedStep & { readonly occurrence: number };

const sides = ['before', 'after'] as const;
const DEATHS_PER_VISIT = 6;

const occurrencesOf = (steps: readonly TracedStep[]): readonly CountedStep[] => {
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

/** Each kind of step once: the sites and programs that take it have their turn, and so have its sides. */
function eachKindOnce(traces: readonly (readonly CountedStep[])[]): readonly (readonly Target[])[] {
  const takers = new Map<string, { readonly site: number; readonly role: Role }[]>();
  for (const [site, steps] of traces.entries())
    for (const { role, step, occurrence } of steps)
      if (occurrence === 1) takers.set(step, [...(takers.get(step) ?? []), { site, role }]);
  const targets: Target[][] = traces.map(() => []);
  for (const [turn, [step, all]] of [...takers].entries()) {
    const { site = 0, role = 'api' } = all[turn % all.length] ?? {};
    const side = sides[Math.floor(turn / traces.length) % sides.length];
    targets[site]?.push({ role, failpoint: `${side}:${step}:1` });
  }
  return targets;
}

const everyStep = (steps: readonly CountedStep[]): readonly Target[] =>
  steps.flatMap(({ role, step, occurrence }) =>
    sides.map((side): Target => ({ role, failpoint: `${side}:${step}:${occurrence}` })),
  );

/**
 * Full: each step of each trace, before and after, in a visit of its own. Otherwise each kind of step once, on one of the
 * sites that take it, before it or after it, sites and sides in turn: a few deaths in one visit, each counted from the
 * restart that follows the one before. Answers a plan for each trace, in their order.
 */
export function planDeaths(traces: readonly SiteTrace[], full: boolean): readonly SitePlan[] {
  const counted = traces.map(({ steps }) => occurrencesOf(steps));
  const targets = full ? counted.map(everyStep) : eachKindOnce(counted);
  return traces.map(({ site }, index) => {
    const steps = counted[index] ?? [];
    const own = targets[index] ?? [];
    const roles = [...new Set(own.map(({ role }) => role))];
    return {
      all: steps.length * sides.length,
      kinds: new Set(steps.map(({ role, step }) => `${role} ${step}`)).size,
      drives: roles.flatMap((role) =>
        dealt(
          own.filter((target) => target.role === role),
          full ? 1 : DEATHS_PER_VISIT,
        ).map((chunk): DrivePlan => ({ site, role, failpoints: chunk.map(({ failpoint }) => failpoint) })),
      ),
    };
  });
}
