import { run } from './processes.mjs';
import { oneCheck } from './runner.mjs';

const entry = 'proofs/dist/prove.js';

/** These count how often a busy product asks to be tried again, so nothing else runs beside them. */
const alone = new Set(['race']);

/** The others wait much, for servers that restart and for deadlines; more at once than this would wait for each other. */
const AT_ONCE = 2;

/** These take longest and begin first, so that none of them is left to run by itself at the end. */
const longest = ['kill', 'fuzz', 'secrecy', 'authz'];

/** @typedef {Awaited<ReturnType<typeof run>>} Ended */

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

/**
 * Begins the proofs in their order, some at once; each stage tells of its own when it has ended. After a signal none is begun.
 * @param {readonly string[]} names @returns {import('./runner.mjs').Stage[]}
 */
function stagesSideBySide(names) {
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  /** @type {Map<string, Promise<Ended>>} */
  const begun = new Map();
  const waiting = [...names];
  const beginNext = () => {
    const name = waiting.shift();
    if (name === undefined || isStopped) return;
    const ended = prove(name, { quiet: true });
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

/** @param {readonly string[]} names */
const longestFirst = (names) => [
  ...longest.filter((name) => names.includes(name)),
  ...names.filter((name) => !longest.includes(name)),
];

/** One stage for every proof that `prove --list --json` names; a list that cannot be had is a failing stage. */
export async function proofStages() {
  const { status, tail, output } = await run(process.execPath, [entry, '--list', '--json'], { quiet: true });
  const listed = lastJson(tail);
  const names = Array.isArray(listed)
    ? listed.map((item) => (typeof item === 'string' ? item : item?.name))
    : [];
  if (status === 0 && names.length > 0 && names.every((name) => typeof name === 'string'))
    return [
      ...names.filter((name) => alone.has(name)).map(proofStage),
      ...stagesSideBySide(longestFirst(names.filter((name) => !alone.has(name)))),
    ];
  const problem = `the list of proofs could not be had (status ${status}): ${output.trim().slice(-400)}`;
  return [{ name: 'proofs', run: async () => oneCheck([problem]) }];
}
