import type { CandidateDto } from '@banzhen/contracts';

/** True when nothing but reasons that a dispatcher may overrule stand against this escort. */
export const isOverridable = ({ whyNot }: Pick<CandidateDto, 'whyNot'>): boolean =>
  whyNot.length > 0 && whyNot.every(({ canOverride }) => canOverride);
