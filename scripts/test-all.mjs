import { checkStages } from './lib/check-stages.mjs';
import { keepTemporaryFilesInMemory } from './lib/memory-folder.mjs';
import { proofStages } from './lib/proof-stages.mjs';
import { runStages } from './lib/runner.mjs';
import { sideBySide } from './lib/side-by-side.mjs';
import { vitestBeside } from './lib/vitest-stage.mjs';

/** Browsers, servers that restart and deadlines wait much; more at once than this would wait for each other. */
const AT_ONCE = 2;

keepTemporaryFilesInMemory();

/** The proofs are known only after the build, so their stages are found when the checks have run. */
async function* allStages() {
  yield* checkStages;
  const { alone, besideOthers } = await proofStages();
  yield* alone;
  yield* sideBySide(
    [
      vitestBeside('end-to-end tests in Chromium', 'e2e'),
      vitestBeside('tests on PostgreSQL and Redis', 'db'),
      ...besideOthers,
    ],
    AT_ONCE,
  );
}

process.exitCode = (await runStages(allStages())) ? 0 : 1;
