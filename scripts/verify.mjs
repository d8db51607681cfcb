import { checkStages } from './lib/check-stages.mjs';
import { runStages } from './lib/runner.mjs';

process.exitCode = (await runStages(checkStages)) ? 0 : 1;
