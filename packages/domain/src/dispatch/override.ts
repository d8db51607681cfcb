import type { WhyNot } from './eligibility.js';

/** What a dispatcher may overrule with a reason; law, safety and time never (6.3, N8). */
const overridable: ReadonlySet<WhyNot['code']> = new Set([
  'not-accepting',
  'outside-area',
  'gender-wish',
  'excluded',
  'not-rostered',
]);

export const canOverride = ({ code }: WhyNot): boolean => overridable.has(code);

/** The reasons that stay when a dispatcher overrides. */
export const afterOverride = (whyNot: readonly WhyNot[]): readonly WhyNot[] =>
  whyNot.filter((reason) => !canOverride(reason));
