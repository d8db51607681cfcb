import { run } from './processes.mjs';
import { oneCheck } from './runner.mjs';

const entry = 'proofs/dist/prove.js';

/** These count how often a busy product asks to be tried again, so nothing else runs beside them. */
const alone = new Set(['race']);

/** These take longest and begin first, so that none of them is left to run by itself at the end. */
const longest = ['kill', 'fuzz', 'secrecy', 'authz'];

/** @typedef {Awaited<ReturnType<typeof run>>} Ended */
/** @typedef {{ alone: readonly import('./runner.mjs').Stage[], besideOthers: readonly import('./side-by-side.mjs').QuietStage[] }} Proofs */

/** @param {readonly string[]} lines */
function lastJson(lines) {
  try {
    return JSON.parse(lines.at(-1) ?? '');
  } catch {
    return undefined;
  }
}

/** @param {string} name @param {{ quiet: boolean }} how */
const prove = (name, { quiet }) => run(process.execPath, [entry, name], { quiet, timeoutMs: 10 * 60_000 });

/** @param {string} name @param {Ended} ended */
function verdict(name, { status, tail, timedOut }) {
  const answer = lastJson(tail);
  if (timedOut) return oneCheck([`proof ${name}: took too long and was stopped`]);
  if (status !== 0) return oneCheck([`proof ${name}: ended with status ${status}`]);
  if (answer?.proof !== name || answer.ok !== true)
    return oneCheck([`proof ${name}: its last line is not an ok answer`]);
  if (answer.control === undefined) return oneCheck([`proof ${name}: it does not tell of a failing control`]);
  return oneCheck([]);
}

/** @param {string} name @returns {import('./runner.mjs').Stage} */
const proofStage = (name) => ({
  name: `proof ${name}`,
  run: async () => verdict(name, await prove(name, { quiet: false })),
});

/** @param {string} name @returns {import('./side-by-side.mjs').QuietStage} */
const quietProofStage = (name) => ({
  name: `proof ${name}`,
  async run() {
    const ended = await prove(name, { quiet: true });
    return { tally: verdict(name, ended), output: ended.output };
  },
});

/** @param {readonly string[]} names */
const longestFirst = (names) => [
  ...longest.filter((name) => names.includes(name)),
  ...names.filter((name) => !longest.includes(name)),
];

/** One stage for every proof that `prove --list --json` names; a list that cannot be had is a failing stage. @returns {Promise<Proofs>} */
export async function proofStages() {
  const { status, tail, output } = await run(process.execPath, [entry, '--list', '--json'], { quiet: true });
  const listed = lastJson(tail);
  const names = Array.isArray(listed)
    ? listed.map((item) => (typeof item === 'string' ? item : item?.name))
    : [];
  if (status === 0 && names.length > 0 && names.every((name) => typeof name === 'string'))
    return {
      alone: names.filter((name) => alone.has(name)).map(proofStage),
      besideOthers: longestFirst(names.filter((name) => !alone.has(name))).map(quietProofStage),
    };
  const problem = `the list of proofs could not be had (status ${status}): ${output.trim().slice(-400)}`;
  return { alone: [{ name: 'proofs', run: async () => oneCheck([problem]) }], besideOthers: [] };
}
