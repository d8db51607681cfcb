import { randomUUID } from 'node:crypto';
import type { OrderStatusDto } from '@banzhen/contracts';
import { gatherCast } from './cast.js';
import { chooseWish, type WishChoice } from './choose-wish.js';
import { leaveClosed } from './leave-closed.js';
import { type Network, steadyNetwork } from './network.js';
import { causeOf } from './refusal.js';
import { sandboxCashier, sandboxClock, type VisitClock } from './sandbox.js';
import { type ScenarioName, scenarios } from './scenarios.js';
import type { Facts, Step } from './step.js';
import { known, type Visit } from './visit.js';
import { ClockMovedByOthers, watchedClock } from './watched-clock.js';

/** A step that was taken: what it is called, what came of it, and how long it took. */
export type StepTold = {
  readonly step: Pick<Step, 'name' | 'zh' | 'en'>;
  readonly facts: Facts;
  readonly ms: number;
};

export type VisitOptions = {
  /** Where the server is, e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly scenario?: ScenarioName;
  /** Told after each step. */
  readonly onStep?: (told: StepTold) => void;
  /** How long the people wait for what must happen by itself; 20 s unless told. */
  readonly patienceMs?: number;
  /** How long a request is repeated while nobody answers; 0 unless told. */
  readonly reconnectWithinMs?: number;
  /** Instead of `fetch`, to measure or to break requests. */
  readonly network?: Network;
  /** Instead of the sandbox's clock, when several visits share one. */
  readonly clock?: VisitClock;
  readonly familyAccountId?: string;
  readonly wish?: WishChoice;
};

export type VisitOutcome = {
  readonly state: OrderStatusDto;
  readonly trialBalanceFen: number;
  readonly steps: number;
  readonly orderId: string;
};

/** A step of a visit failed: names it, and says why in two languages. */
export class VisitFailed extends Error {
  readonly step: string;
  readonly type: string;
  readonly zh: string;
  readonly en: string;

  constructor(step: string, failure: unknown) {
    const { type, zh, en } = causeOf(failure);
    super(`step ${step}: ${type}: ${en}`, { cause: failure });
    this.name = 'VisitFailed';
    this.step = step;
    this.type = type;
    this.zh = zh;
    this.en = en;
  }
}

type Watched = Visit & { readonly clock: ReturnType<typeof watchedClock> };

const prepare = async (options: VisitOptions, escortsNeeded: number): Promise<Watched> => {
  const { url, familyAccountId, wish = {} } = options;
  const network = steadyNetwork(options.network ?? fetch, url, options.reconnectWithinMs ?? 0);
  const clock = watchedClock(options.clock ?? sandboxClock(url, network));
  await clock.now();
  const cast = await gatherCast({
    origin: url,
    network,
    ...(familyAccountId === undefined ? {} : { familyAccountId }),
  });
  return {
    cast,
    clock,
    cashier: sandboxCashier(url, network),
    key: randomUUID(),
    patienceMs: options.patienceMs ?? 20_000,
    memory: { wish: await chooseWish(cast, clock, wish, escortsNeeded) },
    payments: [],
  };
};

const signIn = { name: 'sign-in', zh: '登录', en: 'Sign in' };

const castFacts = (visit: Visit): Facts => {
  const { family, dispatcher } = visit.cast;
  const { hospitalId, serviceCode } = known(visit, 'wish');
  return {
    family: family.name,
    dispatcher: dispatcher.name,
    hospitalId,
    serviceCode,
    zh: `家属 ${family.name}，调度 ${dispatcher.name}`,
    en: `family ${family.name}, dispatcher ${dispatcher.name}`,
  };
};

/** The work of one step with its duration; whatever it throws names the step. */
const take = async <Done>(
  name: string,
  work: () => Promise<Done>,
  explain: (failure: unknown) => Promise<unknown> = async (failure) => failure,
): Promise<{ readonly done: Done; readonly ms: number }> => {
  const startedAt = performance.now();
  try {
    return { done: await work(), ms: performance.now() - startedAt };
  } catch (failure) {
    throw new VisitFailed(name, await explain(failure));
  }
};

/**
 * Drives one visit as the people would, over HTTP only, and checks its end and its money. Throws `VisitFailed`; the order
 * of a story that broke off is closed as far as possible.
 */
export const runVisit = async (options: VisitOptions): Promise<VisitOutcome> => {
  const { ends, escortsNeeded, steps } = scenarios[options.scenario ?? 'whole'];
  const tell = options.onStep ?? (() => undefined);
  const { done: visit, ms: signInMs } = await take(signIn.name, () => prepare(options, escortsNeeded));
  tell({ step: signIn, facts: castFacts(visit), ms: signInMs });
  try {
    const explain = async (failure: unknown) =>
      (await visit.clock.wasMovedByOthers()) ? new ClockMovedByOthers(causeOf(failure), failure) : failure;
    for (const step of steps) {
      const { done, ms } = await take(step.name, () => step.act(visit), explain);
      tell({ step, facts: done, ms });
    }
  } catch (failure) {
    await leaveClosed(visit).catch(() => undefined);
    throw failure;
  }
  return {
    state: ends,
    trialBalanceFen: known(visit, 'trialBalanceFen'),
    steps: steps.length + 1,
    orderId: known(visit, 'orderId'),
  };
};
