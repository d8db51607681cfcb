import { checkStages } from './lib/check-stages.mjs';
import { keepTemporaryFilesInMemory } from './lib/memory-folder.mjs';
import { proofStages } from './lib/proof-stages.mjs';
import { runStages } from './lib/runner.mjs';
import { sideBySide } from './lib/side-by-side.mjs';
import { vitestBeside } from './lib/vitest-stage.mjs';

/**
 * Servers that restart and deadlines wait much, so three proofs fit beside each other; vitest runs two files at once, so beside it
 * there is room for one, or for the other vitest. More would wait for each other.
 */
const SHARES = { all: 6, vitest: 3, proof: 2 };

keepTemporaryFilesInMemory();

/** The proofs are known only after the build, so their stages are found when the checks have run. */
async function* allStages() {
  yield* checkStages;
  const { alone, besideOthers } = await proofStages();
  yield* alone;
  yield* sideBySide(
    [
      { ...vitestBeside('end-to-end tests in Chromium', 'e2e'), share: SHARES.vitest },
      { ...vitestBeside('tests on PostgreSQL and Redis', 'db'), share: SHARES.vitest },
      ...besideOthers.map((stage) => ({ ...stage, share: SHARES.proof })),
    ],
    SHARES.all,
  );
}

process.exitCode = (await runStages(allStages())) ? 0 : 1;
