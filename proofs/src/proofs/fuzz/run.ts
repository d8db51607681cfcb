import type { ProcedureFacts } from '@banzhen/api/inventory';
import fc from 'fast-check';
import { inParallel } from '../../in-parallel.js';
import { type Attempt, attemptsAt, attemptsAtRoute } from './attempts.js';
import { type Callers, signInCallers } from './callers.js';
import { faultOf } from './judge.js';
import { type Known, makeKnown } from './known.js';
import { validAtRoute } from './rest-attempts.js';
import { send } from './send.js';

/** A request that was answered as none should be. */
export interface Fault {
  readonly target: string;
  readonly mode: Attempt['mode'];
  readonly seed: number;
  readonly fault: string;
  /** The smallest request that was found to do it. */
  readonly attempt: string;
}

export interface FuzzSeen {
  readonly requests: number;
  /** Targets that took at least one request as they should. */
  readonly taken: readonly string[];
  readonly faults: readonly Fault[];
}

export interface FuzzPlan {
  readonly origin: string;
  readonly procedures: readonly ProcedureFacts[];
  readonly routes: readonly string[];
  /** Requests to each of them. */
  readonly runs: number;
  readonly seed: number;
}

const LANES = 6;
const MODES = ['valid', 'nearly', 'hostile'] as const;
const HARVEST_ROUNDS = 2;
const HARVEST_RUNS = 2;
/** Finding a smaller request that fails too is worth this much. */
const SHRINK_MS = 30_000;

type Attempts = ReturnType<typeof attemptsAt>;
type Session = {
  readonly plan: FuzzPlan;
  readonly callers: Callers;
  readonly known: Known;
  readonly attempts: ReadonlyMap<ProcedureFacts, Attempts>;
};

const opened = async (plan: FuzzPlan): Promise<Session> => {
  const callers = await signInCallers(plan.origin);
  const known = makeKnown();
  const attempts = new Map(plan.procedures.map((one) => [one, attemptsAt(one, known, callers.names)]));
  return { plan, callers, known, attempts };
};

const asked = async ({ plan, callers, known }: Session, attempt: Attempt, procedure?: ProcedureFacts) => {
  const answered = await send(plan.origin, attempt, callers.token(attempt.caller));
  if (answered.status === 401) await callers.renew(attempt.caller);
  const isTaken = answered.status === 200;
  if (isTaken && attempt.mode === 'valid' && answered.contentType.startsWith('application/json'))
    known.learn(JSON.parse(answered.text));
  return { fault: faultOf(attempt, answered, procedure), isTaken };
};

/** Asks every query with what is known so far, so that later requests are about things that there are. */
const harvest = async (session: Session): Promise<void> => {
  const numRuns = session.callers.names.length * HARVEST_RUNS;
  for (let round = 0; round < HARVEST_ROUNDS; round += 1)
    for (const [procedure, { valid }] of session.attempts) {
      if (procedure.kind !== 'query') continue;
      const sample = fc.sample(valid, { numRuns, seed: session.plan.seed + round });
      await inParallel(sample, LANES, (attempt) => asked(session, attempt, procedure));
    }
};

const fuzzTarget = async (
  session: Session,
  target: string,
  attempts: Partial<Attempts>,
  procedure?: ProcedureFacts,
): Promise<FuzzSeen> => {
  const { runs, seed } = session.plan;
  const faults: Fault[] = [];
  let requests = 0;
  let isTaken = false;
  const modes = MODES.filter((mode) => attempts[mode] !== undefined);
  for (const mode of modes) {
    const arbitrary = attempts[mode];
    if (arbitrary === undefined) continue;
    const property = fc.asyncProperty(arbitrary, async (attempt) => {
      requests += 1;
      const seen = await asked(session, attempt, procedure);
      isTaken ||= seen.isTaken;
      if (seen.fault !== undefined) throw new Error(seen.fault);
    });
    const numRuns = Math.ceil(runs / modes.length);
    const found = await fc.check(property, { numRuns, seed, interruptAfterTimeLimit: SHRINK_MS });
    if (!found.failed) continue;
    const fault = found.errorInstance instanceof Error ? found.errorInstance.message : 'interrupted';
    faults.push({
      target,
      mode,
      seed,
      fault,
      attempt: JSON.stringify(found.counterexample)?.slice(0, 600) ?? '',
    });
  }
  return { requests, taken: isTaken ? [target] : [], faults };
};

/** Sends everything that can be sent to every procedure, and then to every other route. */
export const fuzz = async (plan: FuzzPlan): Promise<FuzzSeen> => {
  const session = await opened(plan);
  await harvest(session);
  const ofProcedures = await inParallel([...session.attempts], LANES, ([procedure, attempts]) =>
    fuzzTarget(session, procedure.name, attempts, procedure),
  );
  const bodies = fc.oneof(
    ...[...session.attempts.values()].map(({ valid }) => valid.map(({ body }) => body ?? '{}')),
  );
  const { names } = session.callers;
  const ofRoutes = await inParallel(plan.routes, LANES, (route) => {
    const valid = validAtRoute(route, plan.procedures, session.known, names);
    const hostile = attemptsAtRoute(route, bodies, names);
    return fuzzTarget(session, route, { ...(valid ? { valid } : {}), hostile });
  });
  const all = [...ofProcedures, ...ofRoutes];
  return {
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    taken: all.flatMap(({ taken }) => taken),
    faults: all.flatMap(({ faults }) => faults),
  };
};
