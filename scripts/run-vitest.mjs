import { build } from './build.mjs';
import { runStages } from './lib/runner.mjs';
import { runVitest } from './lib/vitest-stage.mjs';

const [project, ...args] = process.argv.slice(2);
if (project === undefined) {
  process.stderr.write('Usage: node scripts/run-vitest.mjs unit|db|e2e [FILTERS AND OPTIONS OF VITEST]\n');
  process.exit(2);
}
const built = await build({ frontEnds: project === 'e2e' });
const green = built && (await runStages([{ name: `${project} tests`, run: () => runVitest(project, args) }]));
process.exitCode = green ? 0 : 1;
