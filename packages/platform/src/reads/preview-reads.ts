import { described } from '@banzhen/domain/refusals';
import { ok } from '@banzhen/domain/shared/result';
import type { ReadDeps } from './read-deps.js';
import type { Reads } from './reads.js';

/** What an act would do, said before it is done, by the very rules that execute it. */
export const previewReads = ({
  visits,
}: Pick<ReadDeps, 'visits'>): Pick<Reads, 'endingPreview' | 'reschedulePreview'> => ({
  async endingPreview(actor, query) {
    const found = await visits.previewEnding(actor, query);
    if (!found.ok) return found;
    const { split, at, notYet, ...rest } = found.value;
    return ok({
      ...rest,
      ...split,
      at: at.toISOString(),
      ...(notYet ? { notYet: described(notYet) } : {}),
    });
  },
  reschedulePreview: (actor, query) => visits.previewReschedule(actor, query),
});
