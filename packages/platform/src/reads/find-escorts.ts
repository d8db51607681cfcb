import { dayInChina } from '@banzhen/domain/certification';
import { type EscortId, type HospitalId, idFrom } from '@banzhen/domain/shared/ids';
import { err, ok } from '@banzhen/domain/shared/result';
import * as queries from '@banzhen/postgres/queries';
import type { ReadDeps } from './read-deps.js';
import type { Reads } from './reads.js';

/** The escorts whom families can find (B83). */
export const findEscorts = ({
  lists,
  clock,
}: Pick<ReadDeps, 'lists' | 'clock'>): Pick<Reads, 'bookableEscorts'> => ({
  async bookableEscorts({ tenantId }, query) {
    const hospitalId = query.hospitalId === undefined ? undefined : idFrom<HospitalId>(query.hospitalId);
    if (hospitalId && (await queries.hospitalsAmong(lists, [hospitalId])).length === 0)
      return err({ type: 'NotFound' });
    const { cityCode, gender, skill, serviceCode, leastFen, mostFen, limit } = query;
    const { leastAge, mostAge, leastExperienceYears } = query;
    const now = clock.now();
    const found = await queries.bookableEscorts(lists, {
      ...{ tenantId, cityCode, gender, skill, serviceCode, leastFen, mostFen },
      ...{ leastAge, mostAge, leastExperienceYears, now, year: Number(dayInChina(now).slice(0, 4)) },
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
