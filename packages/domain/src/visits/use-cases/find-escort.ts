import { type Candidate, type Need, rankCandidates } from '../../dispatch/index.js';
import {
  type Order,
  type Outcome,
  offerExpiry,
  offerShift,
  openShifts,
  type Refused,
} from '../../orders/index.js';
import { system } from '../../shared/actor.js';
import { type EscortId, idFrom, type OfferId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import {
  type ChangeError,
  changeOrder,
  type Decision,
  type FiredTimer,
  type OrderRequest,
} from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { candidatesFor, eligibleForShift, needsOf } from '../eligible-escort.js';
import { offerRecord } from './offer-shift.js';

/** Nobody can be found now; the order stays in the hall and in the dispatchers' queue. */
export type NobodyEligible = { readonly type: 'NobodyEligible' };

const TRIES_WHEN_OTHERS_ARE_FASTER = 5;

type Search = {
  readonly deps: VisitDeps;
  readonly decision: Decision;
  readonly candidates: readonly Candidate[];
};

/** Offers the shift that `need` is about to the best of the candidates, if there is one. */
const offerToBest = async (
  { deps, decision, candidates }: Search,
  order: Order,
  need: Need,
): Promise<Outcome | undefined> => {
  const { stores, policy, act } = decision;
  const eligible = eligibleForShift(candidates, order, need, policy, deps.calendar);
  const [best] = rankCandidates(
    eligible.map((candidate) => ({ candidate, whyNot: [] })),
    need,
  );
  const shift = order.shifts.find(({ no }) => no === need.shiftNo);
  if (!best || !shift) return undefined;
  const terms = {
    shiftNo: shift.no,
    escortId: best.candidate.profile.id,
    offerId: idFrom<OfferId>(deps.ids.next()),
    expiresAt: offerExpiry(shift, policy, act.now),
  };
  const outcome = offerShift(order, terms, act);
  if (!outcome.ok) return undefined;
  await stores.offers.insert(offerRecord(decision, terms, outcome.value.order.assignmentSeq, best));
  return outcome.value;
};

/** Offers every open shift to its best candidate; shifts that nobody can take stay open. The escorts are read once for all. */
const offerOpenShifts = async (deps: VisitDeps, decision: Decision, taken: ReadonlySet<EscortId>) => {
  let { order } = decision;
  const { stores, policy, act } = decision;
  const [first, ...rest] = openShifts(order, act.now);
  if (!first) return [];
  const needs = await needsOf(stores, order, [first, ...rest], policy);
  const everybody = await candidatesFor(stores, order, needs, act.now);
  const candidates = everybody.filter(({ profile }) => !taken.has(profile.id));
  const outcomes: Outcome[] = [];
  for (const need of needs) {
    const outcome = await offerToBest({ deps, decision, candidates }, order, need);
    // A thousand escorts for each of many shifts: whoever else waits for this process must not wait for all of them.
    await deps.pause();
    if (!outcome) continue;
    order = outcome.order;
    outcomes.push(outcome);
  }
  return outcomes;
};

/**
 * O4 by the system: ranks everybody who may take each open shift and offers it to the best. When another order takes that
 * escort's time in the same moment, the next best is tried.
 */
export const makeFindEscort =
  (deps: VisitDeps) =>
  async (
    request: OrderRequest & { readonly timer?: FiredTimer },
  ): Promise<Result<OrderAnswer, ChangeError | Refused | NobodyEligible>> => {
    const taken = new Set<EscortId>();
    for (let attempt = 1; ; attempt++) {
      const result = await changeOrder<Refused | NobodyEligible>(
        deps,
        system,
        'shift.offer',
        request,
        async (decision) => {
          const [first, ...rest] = await offerOpenShifts(deps, decision, taken);
          return first ? ok({ outcomes: [first, ...rest] }) : err({ type: 'NobodyEligible' });
        },
      );
      const isTaken = !result.ok && result.error.type === 'EscortTaken';
      if (!isTaken || attempt === TRIES_WHEN_OTHERS_ARE_FASTER) return result;
      if (result.error.type === 'EscortTaken') taken.add(result.error.escortId);
    }
  };
