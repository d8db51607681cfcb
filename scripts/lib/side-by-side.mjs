import { oneCheck } from './runner.mjs';

/**
 * A stage that others run beside: it keeps what it would print until it has ended. Its share of the machine is one unless told.
 * @typedef {{ tally: import('./runner.mjs').Tally, output: string }} Ended
 * @typedef {{ name: string, share?: number, run: () => Promise<Ended> }} QuietStage
 */

/**
 * Begins `stages` in their order, as long as their shares together are no more than `capacity`; each tells of its own when it and
 * those before it have ended. After a signal none is begun.
 * @param {readonly QuietStage[]} stages @param {number} capacity @returns {import('./runner.mjs').Stage[]}
 */
export function sideBySide(stages, capacity) {
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  /** @type {Map<QuietStage, Promise<Ended & { milliseconds: number }>>} */
  const begun = new Map();
  const waiting = [...stages];
  let taken = 0;
  /** @param {QuietStage} stage */
  const begin = (stage) => {
    const { share = 1 } = stage;
    taken += share;
    const since = Date.now();
    const ended = stage
      .run()
      .catch((problem) => ({ tally: oneCheck([`stopped: ${problem?.stack ?? problem}`]), output: '' }))
      .then((how) => ({ ...how, milliseconds: Date.now() - since }));
    begun.set(stage, ended);
    void ended.then(() => {
      taken -= share;
      beginWhatFits();
    });
  };
  const beginWhatFits = () => {
    for (
      let [next] = waiting;
      next && !isStopped && taken + (next.share ?? 1) <= capacity;
      [next] = waiting
    ) {
      waiting.shift();
      begin(next);
    }
  };
  return stages.map((stage, index) => ({
    name: stage.name,
    async run() {
      if (index === 0) beginWhatFits();
      const ended = await begun.get(stage);
      if (!ended) return oneCheck([`${stage.name}: not begun`]);
      process.stdout.write(ended.output);
      return { ...ended.tally, milliseconds: ended.milliseconds };
    },
  }));
}
