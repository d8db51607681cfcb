/**
 * What one stage found. Every check, probe, test and proof counts as one.
 * A stage that ran beside others says how long it took itself.
 * @typedef {{ passed: number, failed: number, problems: readonly string[], milliseconds?: number }} Tally
 * @typedef {{ name: string, run: () => Promise<Tally> }} Stage
 */

/** @param {readonly string[]} problems @returns {Tally} one check: passed when there is no problem */
export const oneCheck = (problems) =>
  problems.length === 0 ? { passed: 1, failed: 0, problems } : { passed: 0, failed: 1, problems };

const seconds = (/** @type {number} */ milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * Runs the stages in order and prints one closing line; a stage that throws counts as one failure, never as nothing. A signal ends
 * the present stage, and the others are not begun.
 * @param {Iterable<Stage> | AsyncIterable<Stage>} stages @returns {Promise<boolean>} true when all passed and something did
 */
export async function runStages(stages) {
  const started = Date.now();
  /** @type {{ name: string, tally: Tally }[]} */
  const results = [];
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  for await (const { name, run } of stages) {
    const since = Date.now();
    process.stdout.write(`\n▶ ${name}\n`);
    const tally = await run().catch((problem) => oneCheck([`stopped: ${problem?.stack ?? problem}`]));
    for (const problem of tally.problems) process.stdout.write(`  ✗ ${problem}\n`);
    const sign = tally.failed === 0 ? '✓' : '✗';
    process.stdout.write(
      `${sign} ${name}: ${tally.passed} passed, ${tally.failed} failed (${seconds(tally.milliseconds ?? Date.now() - since)})\n`,
    );
    results.push({ name, tally });
    if (!isStopped) continue;
    results.push({ name: 'what was to follow', tally: oneCheck(['not run: stopped by a signal']) });
    break;
  }
  process.off('SIGINT', stop).off('SIGTERM', stop);
  const total = (/** @type {'passed' | 'failed'} */ key) =>
    results.reduce((sum, { tally }) => sum + tally[key], 0);
  const failing = results.filter(({ tally }) => tally.failed > 0);
  process.stdout.write(`\n${results.length} stages in ${seconds(Date.now() - started)}\n`);
  for (const { name, tally } of failing) {
    process.stdout.write(`✗ ${name}\n${tally.problems.map((problem) => `    ${problem}\n`).join('')}`);
  }
  process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed\n`);
  return failing.length === 0 && total('passed') > 0;
}
