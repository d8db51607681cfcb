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

/** Proofs wait much, for servers that restart and for deadlines; more at once than this would wait for each other. */
const AT_ONCE = 2;

/** @param {string} name @param {Awaited<ReturnType<typeof run>>} ended */
function verdict(name, { status, tail, timedOut }) {
  const answer = lastJson(tail);
  if (timedOut) return oneCheck([`proof ${name}: took too long and was stopped`]);
  if (status !== 0) return oneCheck([`proof ${name}: ended with status ${status}`]);
  if (answer?.proof !== name || answer.ok !== true)
    return oneCheck([`proof ${name}: its last line is not an ok answer`]);
  if (answer.control === undefined) return oneCheck([`proof ${name}: it does not tell of a failing control`]);
  return oneCheck([]);
}

/**
 * Begins the proofs in their order, some at once; each stage tells of its own when it has ended. After a signal none is begun.
 * @param {readonly string[]} names @returns {import('./runner.mjs').Stage[]}
 */
function stagesOf(names) {
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  /** @type {Map<string, Promise<Awaited<ReturnType<typeof run>>>>} */
  const begun = new Map();
  const waiting = [...names];
  const beginNext = () => {
    const name = waiting.shift();
    if (name === undefined || isStopped) return;
    const ended = run(process.execPath, [entry, name], { quiet: true, timeoutMs: 10 * 60_000 });
    begun.set(name, ended);
    void ended.then(beginNext);
  };
  return names.map((name, index) => ({
    name: `proof ${name}`,
    async run() {
      if (index === 0) for (let lane = 0; lane < AT_ONCE; lane += 1) beginNext();
      const ended = await begun.get(name);
      if (!ended) return oneCheck([`proof ${name}: not begun`]);
      process.stdout.write(ended.output);
      return verdict(name, ended);
    },
  }));
}

/** One stage for every proof that `prove --list --json` names; a list that cannot be had is a failing stage. */
export async function proofStages() {
  const { status, tail, output } = await run(process.execPath, [entry, '--list', '--json'], { quiet: true });
  const listed = lastJson(tail);
  const names = Array.isArray(listed)
    ? listed.map((item) => (typeof item === 'string' ? item : item?.name))
    : [];
  if (status === 0 && names.length > 0 && names.every((name) => typeof name === 'string'))
    return stagesOf(names);
  const problem = `the list of proofs could not be had (status ${status}): ${output.trim().slice(-400)}`;
  return [{ name: 'proofs', run: async () => oneCheck([problem]) }];
}
