import type { OpenDatabase } from '@banzhen/postgres';
import type { Town } from '../../town.js';
import { checkHalves, type Left } from './check-halves.js';
import { type PlantedBug, type ProductProcess, startProcess } from './product.js';
import { type Act, aScene, type Scene } from './scene.js';
import { giveUp, type Story } from './stories.js';
import { type Strike, Struck, takingSteps } from './striking.js';

export interface Stage {
  readonly database: OpenDatabase;
  readonly town: Town;
  readonly bug?: PlantedBug;
  /** How many do each job at the same moment; one unless said. */
  readonly workers?: number;
}

export interface StorySeen {
  readonly steps: readonly string[];
  readonly hasStruck: boolean;
  readonly left: Left;
  /** What is left over after the family has given up what lived. */
  readonly orphans: readonly string[];
}

const MOST_ROUNDS = 8;
/** Longer than a hold, a payment, a choice and the wait of a freed seat. */
const WAITS_MINUTES = [20, 25 * 60, 26 * 60];

/**
 * Lets a story happen with one strike in it. A call that fails is said again by its caller; when the process dies, a family
 * that called it is gone too, and another process finds what it left. In the end time passes until nothing is due any more.
 */
export const runStory = async (stage: Stage, story: Story, strike?: Strike): Promise<StorySeen> => {
  const scene = await aScene(stage.database, stage.town, stage.bug);
  const steps = takingSteps(strike);
  let process = startProcess(scene, steps);
  let isFamilyGone = false;

  /** Whether `work` came to its end. */
  const survives = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof Struck)) throw thrown;
      if (strike?.way === 'death') process = startProcess(scene, steps);
      return false;
    }
  };
  const settle = async (): Promise<void> => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const before = steps.taken.length;
      for (const index of process.jobs.keys()) {
        // Of a process that has just died, the one that took its place.
        const jobs = process.jobs;
        const workers = Array.from({ length: stage.workers ?? 1 });
        await survives(async () => void (await Promise.all(workers.map(() => jobs[index]?.()))));
      }
      if (steps.taken.length === before) return;
    }
  };
  const say = async (act: Act): Promise<void> => {
    const heard = await survives(() => act.run(scene, process));
    if (heard) return;
    if (strike?.way === 'death' && act.by === 'family') isFamilyGone = true;
    else await act.run(scene, process);
  };
  for (const act of story.acts) {
    if (isFamilyGone && act.by === 'family') continue;
    await say(act);
    await settle();
  }
  for (const minutes of WAITS_MINUTES) {
    scene.clock.advance(minutes);
    await settle();
  }
  const left = await checkHalves(scene);
  return {
    steps: [...steps.taken],
    hasStruck: steps.hasStruck(),
    left,
    orphans: [...left.orphans, ...(await afterGivingUp(scene, left))],
  };
};

/** What lives is given up like anything else, and nothing of it stays; so no story stands in the way of the next. */
const afterGivingUp = async (scene: Scene, { lives }: Left): Promise<readonly string[]> => {
  if (lives !== 'both' || scene.bug) return [];
  const process: ProductProcess = startProcess(scene, takingSteps());
  // An answer of long ago is not taken any more.
  delete scene.told.cancellationQuoteId;
  for (const act of giveUp) await act.run(scene, process);
  for (const minutes of [0, 0, 26 * 60]) {
    scene.clock.advance(minutes);
    for (const job of process.jobs) await job();
  }
  const after = await checkHalves(scene);
  return after.lives === 'neither' ? after.orphans : [`given up, and ${after.lives} lives`];
};
