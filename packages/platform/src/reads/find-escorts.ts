import { type EscortId, type HospitalId, idFrom } from '@banzhen/domain/shared/ids';
import { err, ok } from '@banzhen/domain/shared/result';
import * as queries from '@banzhen/postgres/queries';
import type { ReadDeps } from './read-deps.js';
import type { EscortQuery, Reads } from './reads.js';

/** Conditions that can be asked for, of which the platform has nothing to go by. */
const unknown = [
  'leastAge',
  'mostAge',
  'leastExperienceYears',
] as const satisfies readonly (keyof EscortQuery)[];

/** The escorts whom families can find (B83). */
export const findEscorts = ({
  lists,
  clock,
}: Pick<ReadDeps, 'lists' | 'clock'>): Pick<Reads, 'bookableEscorts'> => ({
  async bookableEscorts({ tenantId }, query) {
    const filters = unknown.filter((name) => query[name] !== undefined);
    if (filters.length > 0) return err({ type: 'FilterUnavailable', filters });
    const hospitalId = query.hospitalId === undefined ? undefined : idFrom<HospitalId>(query.hospitalId);
    if (hospitalId && (await queries.hospitalsAmong(lists, [hospitalId])).length === 0)
      return err({ type: 'NotFound' });
    const { cityCode, gender, skill, serviceCode, leastFen, mostFen, limit } = query;
    const found = await queries.bookableEscorts(lists, {
      ...{ tenantId, cityCode, gender, skill, serviceCode, leastFen, mostFen },
      now: clock.now(),
      hospitalId,
      after: query.cursor === undefined ? undefined : idFrom<EscortId>(query.cursor),
      limit: limit + 1,
    });
    const escorts = found.slice(0, limit);
    const last = found.length > limit ? escorts.at(-1) : undefined;
    return ok({
      escorts: escorts.map(({ id, ...rest }) => ({ escortId: id, ...rest })),
      ...(last ? { nextCursor: last.id } : {}),
    });
  },
});
