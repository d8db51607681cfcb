import { type ProductProcess, startProduct } from '../../product/product-process.js';
import type { Role, Stage } from './site.js';

/** A program that is started again whenever it has died. */
export interface KeptProgram {
  /** Failpoints at which it has killed itself. */
  readonly reached: readonly string[];
  /** Ends that no failpoint explains. */
  readonly surprises: readonly string[];
  /** The steps it took, if it was told to trace them. */
  steps(): readonly string[];
  /** Kills it for good. */
  end(): Promise<void>;
}

export interface KeptPlan {
  readonly stage: Stage;
  readonly role: Role;
  /** Values of `FAILPOINT`, one for each start; after the last it runs without. */
  readonly failpoints: readonly string[];
  /** A module that plants a bug, for Node to load first. */
  readonly preload?: string | undefined;
  readonly onRestart: () => void;
}

const MOST_SURPRISES = 3;

/** Starts a program and keeps it running through its deaths. */
export function keepRunning({ stage, role, failpoints, preload, onRestart }: KeptPlan): KeptProgram {
  const reached: string[] = [];
  const surprises: string[] = [];
  const lives: ProductProcess[] = [];
  let isEnding = false;
  const start = (): ProductProcess => {
    const failpoint = failpoints[reached.length];
    const settings = {
      ...stage.settings(role),
      ...(failpoint === undefined ? {} : { FAILPOINT: failpoint }),
    };
    const life = startProduct(role, settings, preload);
    lives.push(life);
    void life.ended.then(({ code, signal }) => {
      if (isEnding) return;
      if (signal === 'SIGKILL' && failpoint !== undefined) reached.push(failpoint);
      else surprises.push(`${role} ended with ${signal ?? code}: ${life.complaint()}`);
      if (surprises.length === MOST_SURPRISES) return;
      current = start();
      void current.ready.then(onRestart, () => undefined);
    });
    return life;
  };
  let current = start();
  return {
    reached,
    surprises,
    steps: () =>
      lives.flatMap(({ log }) => log.flatMap(({ msg, step }) => (msg === 'io.step' ? [String(step)] : []))),
    async end() {
      isEnding = true;
      await current.kill();
    },
  };
}
