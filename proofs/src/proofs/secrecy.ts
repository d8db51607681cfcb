import { startPostgres, startRedis } from '@banzhen/local-services';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { stealEmbedded, stealFromServer, type Theft } from './secrecy/demo-visits.js';
import { type RotationSeen, rotateUnderLoad } from './secrecy/under-load.js';

/** Figures G16 and G17 of the reliability design; rows PR2, PR4. */
export const proof: Proof = {
  name: 'secrecy',
  sentence:
    'Whoever takes the database or the data folder reads no name, phone, ID number, note or message; three rotations of all keys under load, each killed on its way, leave nothing unreadable and no old key.',
  run,
};

const FEWEST_CANARIES = 20;

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  try {
    const embeddedTheft = stealEmbedded(full);
    const server = await stealFromServer(postgres.url, redis.url, full);
    log(`demo visits on servers: ${server.canaries} texts to look for, ${server.found.length} found`);
    const rotated = await rotateUnderLoad(postgres.url, full, log);
    const embedded = await embeddedTheft;
    log(`demo visits, embedded: ${embedded.canaries} texts to look for, ${embedded.found.length} found`);
    for (const line of [...embedded.found, ...server.found].slice(0, 10)) log(line);
    for (const trouble of rotated.troubles.slice(0, 5)) log(trouble);
    return {
      embedded: figuresOf(embedded),
      server: figuresOf(server),
      ...rotated.figures,
      unreadable: rotated.unreadable,
      oldKeys: rotated.oldKeys,
      troubles: rotated.troubles.length,
      control: {
        foundWherePlain: Math.min(embedded.foundWherePlain, server.foundWherePlain),
        lostByForgetful: rotated.lostByForgetful,
      },
      ok: isSecret(embedded) && isSecret(server) && isKept(rotated),
    };
  } finally {
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

const figuresOf = ({ canaries, fields, found, unreadable }: Theft) => ({
  canaries,
  fields,
  found: found.length,
  unreadable,
});

const isSecret = ({ canaries, found, unreadable, foundWherePlain }: Theft): boolean =>
  canaries >= FEWEST_CANARIES && found.length === 0 && unreadable === 0 && foundWherePlain > 0;

const isKept = ({ unreadable, oldKeys, troubles, lostByForgetful }: RotationSeen): boolean =>
  unreadable === 0 && oldKeys === 0 && troubles.length === 0 && lostByForgetful > 0;
