import { type RankedCandidate, rankCandidates } from '../../dispatch/index.js';
import type { ShiftNotOpen, StaleVersion } from '../../orders/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type OrderRequest, openOrder } from '../change-order.js';
import type { VisitDeps } from '../deps.js';
import { candidatesFor, needOf, whyNotForShift } from '../eligible-escort.js';

export type ListCandidates = OrderRequest & { readonly shiftNo: number };
export type ListCandidatesError = NotFound | NotAllowed | StaleVersion | ShiftNotOpen;

/** N8: every escort of the city, ranked, each with the terms of the score or all reasons why not. */
export const makeListCandidates =
  (deps: VisitDeps) =>
  (
    actor: Person,
    query: ListCandidates,
  ): Promise<Result<readonly RankedCandidate[], ListCandidatesError>> => {
    const now = deps.clock.now();
    return deps.unitOfWork.run<readonly RankedCandidate[], ListCandidatesError>(async (stores) => {
      const opened = await openOrder(stores, actor, 'candidates.read', query, now);
      if (!opened.ok) return opened;
      const { order, policy } = opened.value;
      const shift = order.shifts.find(({ no }) => no === query.shiftNo);
      if (!shift) return err({ type: 'ShiftNotOpen', shiftNo: query.shiftNo });
      const need = await needOf(stores, order, shift, policy);
      const candidates = await candidatesFor(stores, order, [need], now);
      const judged = candidates.map((candidate) => ({
        candidate,
        whyNot: whyNotForShift(candidate, order, need, policy, deps.calendar),
      }));
      return ok(rankCandidates(judged, need));
    });
  };
