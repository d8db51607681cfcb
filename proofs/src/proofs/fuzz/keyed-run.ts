import fc, { type Arbitrary } from 'fast-check';
import { inParallel } from '../../in-parallel.js';
import type { Attempt } from './attempts.js';
import type { Known } from './known.js';
import type { Fault, FuzzPlan, FuzzSeen } from './run.js';
import { type Answered, send } from './send.js';

const LANES = 4;
const MODES = ['valid', 'nearly', 'hostile'] as const;
const SHRINK_MS = 30_000;
const OK = 200;
const CREATED = 201;

/** Something that partners may ask for, with what is sent to it and what is wrong with an answer, if anything. */
export interface KeyedTarget {
  readonly name: string;
  readonly attempts: Readonly<Record<Attempt['mode'], Arbitrary<Attempt>>>;
  readonly faultOf: (attempt: Attempt, answered: Answered) => string | undefined;
}

/** How much is sent, with which key, and what the product has told so far. */
export interface KeyedPlan extends Pick<FuzzPlan, 'origin' | 'runs' | 'seed'> {
  readonly key: string;
  readonly known: Known;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Sends to each target what it takes, what it nearly takes and what nobody should send, with the key of a partner. */
export const fuzzKeyed = async (
  targets: readonly KeyedTarget[],
  { origin, runs, seed, key, known }: KeyedPlan,
): Promise<FuzzSeen> => {
  const all = await inParallel(targets, LANES, async (target): Promise<FuzzSeen> => {
    const faults: Fault[] = [];
    let requests = 0;
    let isTaken = false;
    for (const mode of MODES) {
      const property = fc.asyncProperty(target.attempts[mode], async (attempt) => {
        requests += 1;
        const answered = await send(origin, attempt, key);
        const fault = target.faultOf(attempt, answered);
        if (fault !== undefined) throw new Error(fault);
        isTaken ||= answered.status === OK || answered.status === CREATED;
        if (mode === 'valid') known.learn(parsed(answered.text));
      });
      const numRuns = Math.ceil(runs / MODES.length);
      const found = await fc.check(property, { numRuns, seed, interruptAfterTimeLimit: SHRINK_MS });
      if (!found.failed) continue;
      const fault = found.errorInstance instanceof Error ? found.errorInstance.message : 'interrupted';
      const attempt = JSON.stringify(found.counterexample)?.slice(0, 600) ?? '';
      faults.push({ target: target.name, mode, seed, fault, attempt });
    }
    return { requests, taken: isTaken ? [target.name] : [], faults };
  });
  return {
    requests: all.reduce((sum, one) => sum + one.requests, 0),
    taken: all.flatMap(({ taken }) => taken),
    faults: all.flatMap(({ faults }) => faults),
  };
};
