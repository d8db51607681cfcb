import type { RotationStep } from '@banzhen/platform';
import { migrate, openDatabase, postgresUnitOfWork } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import { keyStatus, rotateDataKeys } from '@banzhen/postgres/sealing';
import { readSealed } from '@banzhen/postgres/testing';
import { addCrowd } from '../../crowd.js';
import { sealer, vault } from '../../keys.js';
import type { Figures, Run } from '../../proof.js';
import { makeTown } from '../../town.js';
import { sealForgetfully } from './forgetful.js';
import { rotate } from './rotation.js';
import { visitLoad } from './visit-load.js';

/** Where each of three rotations is killed; nightly each dies at every step. */
const ordinary: readonly (readonly RotationStep[])[] = [['sealing', 'resealing'], ['renewing'], ['deleting']];
const everywhere = ['rewrapping', 'sealing', 'renewing', 'resealing', 'waiting', 'deleting'] as const;
const CROWD = 600;

export interface RotationSeen {
  readonly figures: Figures;
  readonly unreadable: number;
  readonly oldKeys: number;
  readonly troubles: readonly string[];
  /** Values that a sealer with a bug has lost in one more rotation. */
  readonly lostByForgetful: number;
}

/** Three rotations of all keys under visits that write and read, each killed on its way. */
export async function rotateUnderLoad(
  databaseUrl: string,
  full: boolean,
  log: Run['log'],
): Promise<RotationSeen> {
  const database = await openDatabase({ kind: 'postgres', url: databaseUrl, connections: 8 });
  const sql = openPostgres({ url: databaseUrl, max: 1 });
  const sealed = { db: database.db, sealer };
  try {
    await migrate(database.db);
    const town = await makeTown(database.db, { escorts: 1, patients: 1 });
    const casts = await addCrowd(sql, town, full ? CROWD * 10 : CROWD);
    const unitOfWork = postgresUnitOfWork(database.db, { news: database.news, sealer });
    const deal = casts.values();
    const next = () => deal.next().value;
    const load = visitLoad(sealed, unitOfWork, town, next, full ? 8 : 2);
    const rotations = full ? [everywhere, everywhere, everywhere] : ordinary;
    for (const kills of rotations) {
      await rotate(databaseUrl, kills);
      log(
        `rotated, killed at ${kills.join(', ')}: ${load.seen.visits} visits, ${load.seen.troubles.length} troubles`,
      );
    }
    const { visits, reads, interrupted, troubles } = await load.stop();
    const status = await keyStatus(database.db, vault);
    const values = await readSealed(sealed, vault);
    log('control: a sealer that asks for a key once and keeps it');
    const lostByForgetful = await sealForgetfully(database.db, vault, () =>
      rotateDataKeys(sealed, vault, { graceMs: 0 }),
    );
    return {
      figures: {
        rotations: rotations.length,
        kills: rotations.flat().length,
        visits,
        reads,
        interrupted,
        values: values.length,
        keks: status.keks.length,
      },
      unreadable: values.filter(({ failure }) => failure !== undefined).length,
      oldKeys:
        status.dataKeys.retired + status.keks.slice(0, -1).reduce((sum, { dataKeys }) => sum + dataKeys, 0),
      troubles,
      lostByForgetful,
    };
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
  }
}
