import type { SanctionDto } from '@banzhen/contracts';

export type SanctionState = 'live' | 'lifted' | 'over';

/** Whether a sanction still counts. Accounts live in the time of the machine, also where a demo moves its own clock. */
export function sanctionState({ lifted, until }: SanctionDto, nowMs = Date.now()): SanctionState {
  if (lifted !== undefined) return 'lifted';
  return until !== undefined && Date.parse(until) <= nowMs ? 'over' : 'live';
}
