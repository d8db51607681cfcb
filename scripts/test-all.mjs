import { checkStages } from './lib/check-stages.mjs';
import { proofStages } from './lib/proof-stages.mjs';
import { runStages } from './lib/runner.mjs';
import { runVitest } from './lib/vitest-stage.mjs';

/** @type {import('./lib/runner.mjs').Stage[]} */
const stages = [
  ...checkStages,
  { name: 'tests on PostgreSQL and Redis', run: () => runVitest('db') },
  { name: 'end-to-end tests in Chromium', run: () => runVitest('e2e') },
];

/** The proofs are known only after the build, so their stages are found when the ones before have run. */
async function* allStages() {
  yield* stages;
  yield* await proofStages();
}

process.exitCode = (await runStages(allStages())) ? 0 : 1;
