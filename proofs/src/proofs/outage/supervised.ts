import { setTimeout as pause } from 'node:timers/promises';
import { type LogLine, type ProductProcess, startProduct } from '../../product/product-process.js';
import type { Role, Stage } from '../kill/site.js';

/** A program under a supervisor, which starts it again whenever it has ended. */
export interface Supervised {
  /** The first start succeeded. */
  readonly ready: Promise<void>;
  /** Deaths at the failpoint. */
  readonly deaths: () => number;
  /** Ends of the running program that nobody asked for. */
  readonly surprises: readonly string[];
  /** Faults of ours that it has logged: an outage is to be told as such (503). */
  readonly internalErrors: () => readonly LogLine[];
  /** Kills it, and answers when it is there again, from now on without a failpoint. */
  restart(): Promise<void>;
  /** Kills it for good. */
  end(): Promise<void>;
}

export interface Supervision {
  readonly stage: Stage;
  readonly role: Role;
  /** Where its first life ends; `onDeath` is over before the next one begins. */
  readonly failpoint?: { readonly step: string; readonly onDeath: () => Promise<void> };
  /** A module that plants a bug, for Node to load first. */
  readonly preload?: string | undefined;
}

const INTERNAL_ERRORS = ['procedure.failed', 'request.failed'];
const START_AGAIN_MS = 200;
const MOST_STARTS = 40;

/** Supervises a program. That it does not start while a server is away is no surprise: it says so and is started again. */
export function supervise({ stage, role, failpoint, preload }: Supervision): Supervised {
  const surprises: string[] = [];
  let deaths = 0;
  let isEnding = false;
  let isRestarted = false;
  const lives: ProductProcess[] = [];
  let life: ProductProcess | undefined;
  let turn: Promise<void> = Promise.resolve();

  const startOnce = async (): Promise<ProductProcess | undefined> => {
    const isMortal = failpoint !== undefined && deaths === 0 && !isRestarted;
    const settings = {
      ...stage.settings(role),
      ...(isMortal ? { FAILPOINT: failpoint.step } : {}),
    };
    life = startProduct(role, settings, preload);
    const started = life;
    lives.push(started);
    const isReady = await started.ready.then(
      () => true,
      () => false,
    );
    if (isReady)
      void started.ended.then(({ code, signal }) =>
        inTurn(() => revive(started, `${signal ?? code}`, isMortal)),
      );
    return isReady ? started : undefined;
  };
  const start = async (): Promise<void> => {
    for (let tries = 0; tries < MOST_STARTS && !isEnding; tries += 1) {
      if (await startOnce()) return;
      await pause(START_AGAIN_MS);
    }
    if (!isEnding) throw new Error(`${role} does not start: ${life?.complaint()}`);
  };
  /** One after the other, so that there is never a second life beside the first. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work);
    return turn;
  };
  const revive = async (which: ProductProcess, how: string, isMortal: boolean): Promise<void> => {
    if (isEnding || which !== life) return;
    if (how === 'SIGKILL' && isMortal && failpoint) {
      deaths += 1;
      await failpoint.onDeath();
    } else surprises.push(`${role} ended with ${how}: ${which.complaint()}`);
    await start().catch((failure: unknown) => surprises.push(String(failure)));
  };
  const ready = inTurn(start);
  return {
    ready,
    deaths: () => deaths,
    surprises,
    internalErrors: () => lives.flatMap(({ log }) => log.filter(({ msg }) => INTERNAL_ERRORS.includes(msg))),
    restart: () =>
      inTurn(async () => {
        const old = life;
        life = undefined;
        isRestarted = true;
        await old?.kill();
        await start();
      }),
    async end() {
      isEnding = true;
      await Promise.all(lives.map((one) => one.kill()));
    },
  };
}
