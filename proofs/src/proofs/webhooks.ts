import { startPostgres } from '@banzhen/local-services';
import { migrate, openDatabase } from '@banzhen/postgres';
import { openPostgres } from '@banzhen/postgres/open-postgres';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { besideHanging } from './webhooks/crowd.js';
import { throughKill } from './webhooks/killed.js';
import { throughOutage } from './webhooks/outage.js';
import { makeStage } from './webhooks/stage.js';

/** Rows JB1, JB8 and JB10 of the threats. */
export const proof: Proof = {
  name: 'webhooks',
  sentence:
    'A receiver that is down for 76 hours loses nothing: every event arrives by itself or is listed as failed and replayed, never with another id, body or without a signature. Of twenty receivers two hang and one fails, and the others have everything once. A worker is killed while it tells, and nothing is lost.',
  run,
};

const EACH = 20;
const EACH_OF_FULL = 500;

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const postgres = await startPostgres();
  const database = await openDatabase({ kind: 'postgres', url: postgres.url, connections: 12 });
  const sql = openPostgres({ url: postgres.url, max: 2 });
  try {
    await migrate(database.db);
    const stage = makeStage(database, sql);
    const outage = await throughOutage(stage);
    log(`outage: ${JSON.stringify(outage)}`);
    const killed = await throughKill(stage, postgres.url);
    log(`killed: ${JSON.stringify(killed)}`);
    const crowd = await besideHanging(stage, { each: full ? EACH_OF_FULL : EACH, isControl: false });
    log(`crowd: ${JSON.stringify(crowd)}`);
    log('control: one queue for all, without places of each endpoint');
    const control = await besideHanging(stage, { each: EACH, isControl: true });
    const isUnharmed =
      crowd.lost + crowd.twice + crowd.otherBodies === 0 &&
      crowd.heldByHanging > 0 &&
      crowd.heldByHanging <= crowd.places;
    return {
      outage,
      killed,
      crowd,
      control: { heldByHanging: control.heldByHanging, places: control.places },
      ok: outage.isClean && killed.isClean && isUnharmed && control.heldByHanging > control.places,
    };
  } finally {
    await sql.end({ timeout: 5 });
    await database.close();
    await postgres.stop();
  }
}
