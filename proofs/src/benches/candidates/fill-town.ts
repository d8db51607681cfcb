import { type OpenDatabase, postgresUnitOfWork } from '@banzhen/postgres';
import type { Sql } from '@banzhen/postgres/open-postgres';
import { addCrowd } from '../../crowd.js';
import { sealer } from '../../keys.js';
import { makeTown } from '../../town.js';
import { driveVisit } from '../visit/drive.js';
import { fillCalendars } from './fill-calendars.js';

/** A town of so many escorts, each with a visit on each of `days` days ahead and behind. */
export async function fillTown(
  { db, news }: OpenDatabase,
  sql: Sql,
  { escorts, days }: { readonly escorts: number; readonly days: number },
) {
  const town = await makeTown(db, { escorts: 1, patients: 1 });
  const [model, ...families] = await addCrowd(sql, town, escorts - 1);
  if (model === undefined) throw new Error('there is nobody');
  const unitOfWork = postgresUnitOfWork(db, { news, sealer });
  await driveVisit(unitOfWork, town, model, () => undefined);
  return { town, families, unitOfWork, blocks: await fillCalendars(sql, days) };
}
