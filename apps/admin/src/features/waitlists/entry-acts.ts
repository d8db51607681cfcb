import type { EntryInLineDto } from '@banzhen/contracts';

export type EntryAct = 'offer' | 'resume' | 'leave';

/** What the desk does about an entry in a state; a seat is offered where one is on its way back. */
export const entryActsIn = (status: EntryInLineDto['status'], canOffer: boolean): readonly EntryAct[] => {
  if (status === 'WAITING') return canOffer ? ['offer', 'leave'] : ['leave'];
  if (status === 'PAUSED') return ['resume', 'leave'];
  return status === 'OFFERED' ? ['leave'] : [];
};
