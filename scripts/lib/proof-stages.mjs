import { run } from './processes.mjs';
import { oneCheck } from './runner.mjs';

const entry = 'proofs/dist/prove.js';

/** @param {readonly string[]} lines */
function lastJson(lines) {
  try {
    return JSON.parse(lines.at(-1) ?? '');
  } catch {
    return undefined;
  }
}

/** @param {string} name @returns {import('./runner.mjs').Stage} */
const proofStage = (name) => ({
  name: `proof ${name}`,
  async run() {
    const { status, tail, timedOut } = await run(process.execPath, [entry, name], { timeoutMs: 10 * 60_000 });
    const answer = lastJson(tail);
    if (timedOut) return oneCheck([`proof ${name}: took too long and was stopped`]);
    if (status !== 0) return oneCheck([`proof ${name}: ended with status ${status}`]);
    if (answer?.proof !== name || answer.ok !== true)
      return oneCheck([`proof ${name}: its last line is not an ok answer`]);
    if (answer.control === undefined)
      return oneCheck([`proof ${name}: it does not tell of a failing control`]);
    return oneCheck([]);
  },
});

/** One stage for every proof that `prove --list --json` names; a list that cannot be had is a failing stage. */
export async function proofStages() {
  const { status, tail, output } = await run(process.execPath, [entry, '--list', '--json'], { quiet: true });
  const listed = lastJson(tail);
  const names = Array.isArray(listed)
    ? listed.map((item) => (typeof item === 'string' ? item : item?.name))
    : [];
  if (status === 0 && names.length > 0 && names.every((name) => typeof name === 'string'))
    return names.map(proofStage);
  const problem = `the list of proofs could not be had (status ${status}): ${output.trim().slice(-400)}`;
  return [{ name: 'proofs', run: async () => oneCheck([problem]) }];
}
