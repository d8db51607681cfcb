import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './processes.mjs';
import { root } from './repository.mjs';
import { oneCheck } from './runner.mjs';

/**
 * @typedef {{ status: string, fullName: string }} Assertion
 * @typedef {{ name: string, status: string, message?: string, assertionResults: Assertion[] }} TestFile
 */

/**
 * Runs one vitest project (`unit`, `db` or `e2e`, see vitest.config.ts) and counts its tests from the JSON report.
 * A file that does not load, a skipped test, no test at all, or an error outside of any test each count as a failure.
 * @param {string} project @param {readonly string[]} [args] further arguments of vitest
 * @returns {Promise<import('./runner.mjs').Tally>}
 */
export const runVitest = async (project, args = []) => (await vitest(project, args, { quiet: false })).tally;

/**
 * The same as a stage that others run beside.
 * @param {string} name @param {string} project @returns {import('./side-by-side.mjs').QuietStage}
 */
export const vitestBeside = (name, project) => ({
  name,
  run: () => vitest(project, [], { quiet: true }),
});

/** @param {string} project @param {readonly string[]} args @param {{ quiet: boolean }} how @returns {Promise<import('./side-by-side.mjs').Ended>} */
async function vitest(project, args, { quiet }) {
  const folder = join(root, '.cache', 'tests');
  const report = join(folder, `${project}-${process.pid}.json`);
  mkdirSync(folder, { recursive: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status, timedOut, output } = await run(
    'vitest',
    ['run', '--project', project, ...reporters, ...args],
    { quiet },
  );
  try {
    return { tally: count(project, JSON.parse(readFileSync(report, 'utf8')).testResults, status), output };
  } catch (problem) {
    const reason = timedOut
      ? 'took too long and was stopped'
      : `ended with status ${status} without a report`;
    const why = problem instanceof Error ? problem.message : problem;
    return { tally: oneCheck([`${project} tests: vitest ${reason} (${why})`]), output };
  } finally {
    rmSync(report, { force: true });
  }
}

/** @param {string} project @param {TestFile[]} files @param {number} status */
function count(project, files, status) {
  const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.name })));
  const where = (/** @type {string} */ file) => relative(root, file);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const problems = [
    ...tests
      .filter((test) => test.status !== 'passed')
      .map((test) => `${where(test.file)}: ${test.fullName} (${test.status})`),
    ...files
      .filter(
        (file) => file.status !== 'passed' && file.assertionResults.every((test) => test.status === 'passed'),
      )
      .map((file) => `${where(file.name)}: ${file.message?.split('\n')[0] || 'did not run'}`),
  ];
  if (tests.length === 0) problems.push(`${project} tests: not one was found`);
  if (status !== 0 && problems.length === 0)
    problems.push(`${project} tests: vitest ended with status ${status}`);
  return { passed, failed: problems.length, problems };
}
