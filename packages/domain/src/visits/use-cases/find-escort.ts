import { rankCandidates } from '../../dispatch/index.js';
import { type Order, type Outcome, offerExpiry, offerShift, type Refused } from '../../orders/index.js';
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
import { needOf, whyNotForShift } from '../eligible-escort.js';
import { offerRecord } from './offer-shift.js';

/** Nobody can be found now; the order stays in the hall and in the dispatchers' queue. */
export type NobodyEligible = { readonly type: 'NobodyEligible' };

const TRIES_WHEN_OTHERS_ARE_FASTER = 5;

const offerToBest = async (
  deps: VisitDeps,
  decision: Decision,
  order: Order,
  shiftNo: number,
  taken: ReadonlySet<EscortId>,
): Promise<Outcome | undefined> => {
  const { stores, policy, act } = decision;
  const shift = order.shifts.find(({ no }) => no === shiftNo);
  if (!shift) return undefined;
  const need = await needOf(stores, order, shift, policy);
  const judged = (await stores.escorts.candidates(need, act.now))
    .filter(({ profile }) => profile.tenantId === order.tenantId && !taken.has(profile.id))
    .map((candidate) => ({
      candidate,
      whyNot: whyNotForShift(candidate, order, need, policy, deps.calendar),
    }));
  const best = rankCandidates(judged, need).find(({ whyNot }) => whyNot.length === 0);
  if (!best) return undefined;
  const terms = {
    shiftNo,
    escortId: best.candidate.profile.id,
    offerId: idFrom<OfferId>(deps.ids.next()),
    expiresAt: offerExpiry(shift, policy, act.now),
  };
  const outcome = offerShift(order, terms, act);
  if (!outcome.ok) return undefined;
  await stores.offers.insert(offerRecord(decision, terms, outcome.value.order.assignmentSeq, best));
  return outcome.value;
};

/** Offers every open shift to its best candidate; shifts that nobody can take stay open. */
const offerOpenShifts = async (deps: VisitDeps, decision: Decision, taken: ReadonlySet<EscortId>) => {
  let { order } = decision;
  const outcomes: Outcome[] = [];
  const open = order.shifts.filter(({ cover }) => cover.kind === 'open');
  for (const { no } of open) {
    const outcome = await offerToBest(deps, decision, order, no, taken);
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
