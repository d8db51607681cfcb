import { oneCheck } from './runner.mjs';

/**
 * A stage that others run beside: it keeps what it would print until it has ended.
 * @typedef {{ tally: import('./runner.mjs').Tally, output: string }} Ended
 * @typedef {{ name: string, run: () => Promise<Ended> }} QuietStage
 */

/**
 * Begins `stages` in their order, `atOnce` of them at a time; each tells of its own when it and those before it have ended.
 * After a signal none is begun.
 * @param {readonly QuietStage[]} stages @param {number} atOnce @returns {import('./runner.mjs').Stage[]}
 */
export function sideBySide(stages, atOnce) {
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  /** @type {Map<QuietStage, Promise<Ended & { milliseconds: number }>>} */
  const begun = new Map();
  const waiting = [...stages];
  const beginNext = () => {
    const stage = waiting.shift();
    if (stage === undefined || isStopped) return;
    const since = Date.now();
    const ended = stage
      .run()
      .catch((problem) => ({ tally: oneCheck([`stopped: ${problem?.stack ?? problem}`]), output: '' }))
      .then((how) => ({ ...how, milliseconds: Date.now() - since }));
    begun.set(stage, ended);
    void ended.then(beginNext);
  };
  return stages.map((stage, index) => ({
    name: stage.name,
    async run() {
      if (index === 0) for (let lane = 0; lane < atOnce; lane += 1) beginNext();
      const ended = await begun.get(stage);
      if (!ended) return oneCheck([`${stage.name}: not begun`]);
      process.stdout.write(ended.output);
      return { ...ended.tally, milliseconds: ended.milliseconds };
    },
  }));
}
