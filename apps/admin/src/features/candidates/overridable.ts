import type { CandidateDto } from '@banzhen/contracts';

/** The reasons that a dispatcher may overrule; a test keeps this equal to the rule of the domain. */
export const overridableCodes: ReadonlySet<string> = new Set([
  'not-accepting',
  'outside-area',
  'gender-wish',
  'excluded',
  'not-rostered',
]);

/** True when nothing but overridable reasons stand against this escort. */
export const isOverridable = ({ whyNot }: Pick<CandidateDto, 'whyNot'>): boolean =>
  whyNot.length > 0 && whyNot.every(({ code }) => overridableCodes.has(code));
