import { setTimeout as pause } from 'node:timers/promises';
import type { TenantId } from '@banzhen/domain/shared/ids';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import type { VisitStores } from '@banzhen/domain/visits';
import { DatabaseFailure } from '@banzhen/postgres';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { driveVisit, logSteps } from '../../benches/visit/drive.js';
import type { VisitCast } from '../../crowd.js';
import type { Town } from '../../town.js';

/** Between two visits of a lane: every visit adds values that the rotations must seal anew; more of them only take longer. */
const REST_MS = 300;
/** After so many there is nothing more to learn. */
const MOST_TROUBLES = 50;

/** What happened to visits while keys were changed. */
export interface LoadSeen {
  visits: number;
  reads: number;
  /** The server was too busy: whoever asks again is answered. */
  interrupted: number;
  /** Visits that failed, and texts that could not be read or were not what had been written. */
  readonly troubles: string[];
}

/** Reads back what a visit has written. Throws when something is missing or changed. */
async function readBack(
  database: SealedDatabase,
  tenantId: TenantId,
  { familyId }: VisitCast,
): Promise<void> {
  const family = { kind: 'person', accountId: familyId, tenantId, staffRoles: [] } as const;
  const [summary] = await queries.ordersOfFamily(database, family, new Date());
  if (summary === undefined) throw new Error('the family has no order');
  const { id } = summary.order;
  const notes = (await queries.serviceLogOf(database, id)).map(({ note }) => note);
  const reasons = (await queries.timelineOf(database, id)).flatMap(({ reason }) => reason ?? []);
  const review = await queries.reviewOf(database, id);
  const seen = [notes, reasons.includes('bench'), review?.text, summary.patientName, summary.bookedByName];
  const written = [[...logSteps], true, 'bench', '众', '众'];
  if (JSON.stringify(seen) !== JSON.stringify(written)) throw new Error(`read ${JSON.stringify(seen)}`);
}

/** Drives visits in `lanes` until stopped, while there is somebody left, and reads new and older ones back. */
export function visitLoad(
  database: SealedDatabase,
  unitOfWork: UnitOfWork<VisitStores>,
  town: Town,
  next: () => VisitCast | undefined,
  lanes: number,
) {
  const seen: LoadSeen = { visits: 0, reads: 0, interrupted: 0, troubles: [] };
  const driven: VisitCast[] = [];
  let isStopped = false;
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (failure) {
      if (failure instanceof DatabaseFailure && failure.isTransient) seen.interrupted += 1;
      else seen.troubles.push(String(failure));
      return false;
    }
  };
  const lane = async () => {
    while (!isStopped && seen.troubles.length < MOST_TROUBLES) {
      const cast = next();
      if (cast) {
        if (await attempt(() => driveVisit(unitOfWork, town, cast, () => undefined))) driven.push(cast);
        seen.visits += 1;
      }
      for (const one of [driven.at(-1), driven[Math.floor(Math.random() * driven.length)]])
        if (one) {
          await attempt(() => readBack(database, town.tenantId, one));
          seen.reads += 1;
        }
      await pause(REST_MS);
    }
  };
  const running = Promise.all(Array.from({ length: lanes }, lane));
  return {
    seen,
    /** Lets the visits under way end. */
    async stop(): Promise<LoadSeen> {
      isStopped = true;
      await running;
      return seen;
    },
  };
}
