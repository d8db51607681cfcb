import { startPostgres } from '@banzhen/local-services';
import type { Proof, ProofOutcome, Run } from '../proof.js';
import { type LoadFigures, type LoadPlan, runLoad } from './postgres-restart/load.js';
import { pristineDriver } from './postgres-restart/pristine-driver.js';

/** T-PG1 of the reliability design; row IN2, figure G8. */
export const proof: Proof = {
  name: 'postgres-restart',
  sentence:
    'PostgreSQL crashes and its backends are killed under load: the process lives, every lane resumes within 10 s, no acknowledged commit is lost.',
  run,
};

async function run({ full, log }: Run): Promise<ProofOutcome> {
  const postgres = await startPostgres();
  const published = pristineDriver();
  const size = { postgres, log, lanes: 24, rounds: full ? 20 : 8, killsPerRound: 50, patienceMs: 10_000 };
  const controlSize = { ...size, rounds: 4, patienceMs: 3_000, driver: published.url };
  try {
    log(
      `${size.rounds} crash-restarts, ${size.rounds * size.killsPerRound} killed backends, ${size.lanes} lanes`,
    );
    const seen = await runLoad(size);
    log('control: the driver as published');
    const control = await runLoad(controlSize);
    return {
      lanes: size.lanes,
      ...seen,
      control: { ...control },
      ok: holds(size, seen) && isCaught(control),
    };
  } finally {
    published.remove();
    await postgres.stop();
  }
}

function holds(plan: LoadPlan, seen: LoadFigures): boolean {
  const happened =
    seen.crashRestarts === plan.rounds && seen.killedBackends >= plan.rounds * plan.killsPerRound;
  return (
    happened && seen.acknowledged > 0 && harm(seen) === 0 && seen.acknowledgedLost + seen.halfWritten === 0
  );
}

function isCaught(control: LoadFigures): boolean {
  return control.acknowledged > 0 && harm(control) > 0;
}

function harm(seen: LoadFigures): number {
  return seen.processDeaths + seen.unhandledRejections + seen.hungCallers + seen.lanesNotResumed;
}
