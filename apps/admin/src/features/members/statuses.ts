import type { MemberStatusDto } from '@banzhen/contracts';

/** The states of a membership, those that somebody is asked about first. */
export const memberStatuses = [
  'ACTIVE',
  'GRACE',
  'FROZEN',
  'EXPIRED',
  'CANCELLED',
  'NONE',
] as const satisfies readonly MemberStatusDto[];

export type MemberAct = 'give' | 'freeze' | 'resume';

/** What staff do about a membership in a state (M1, M5). */
export const memberActsIn = (status: MemberStatusDto): readonly MemberAct[] => {
  if (status === 'ACTIVE' || status === 'GRACE') return ['freeze'];
  return status === 'FROZEN' ? ['resume'] : ['give'];
};
