import {
  afterOverride,
  type Candidate,
  type NotEligible,
  type Offer,
  rankCandidates,
} from '../../dispatch/index.js';
import {
  type EscortExcluded,
  type OfferTerms,
  offerExpiry,
  offerShift,
  type Refused,
  type ShiftNotOpen,
} from '../../orders/index.js';
import type { Actor } from '../../shared/actor.js';
import { type EscortId, idFrom, type OfferId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type Decision, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { needOf, whyNotForShift, withoutDetails } from '../eligible-escort.js';

export type OfferShift = OrderRequest & {
  readonly shiftNo: number;
  readonly escortId: EscortId;
  /** A dispatcher overrules what may be overruled; the reason is mandatory for them anyway (D*). */
  readonly override?: boolean;
};

export type OfferShiftError = ChangeError | Refused | ShiftNotOpen | EscortExcluded | NotEligible;

/** The offer record that goes with an offered shift: with the score and its reasons as they were (F1, N8). */
export const offerRecord = (
  decision: Decision,
  terms: OfferTerms,
  seq: number,
  ranked: { readonly score: number; readonly terms: Offer['terms'] },
): Offer => ({
  id: terms.offerId,
  orderId: decision.order.id,
  shiftNo: terms.shiftNo,
  escortId: terms.escortId,
  seq,
  status: 'OPEN',
  score: ranked.score,
  terms: ranked.terms,
  madeAt: decision.act.now,
  expiresAt: terms.expiresAt,
  ...(decision.act.reason ? { reason: decision.act.reason } : {}),
});

/** The terms of an offer of a shift to an escort who may take it, or every reason why not. */
export const judgeOffer = async (
  deps: VisitDeps,
  { stores, order, policy, act }: Decision,
  command: { readonly shiftNo: number; readonly escortId: EscortId; readonly override?: boolean },
): Promise<
  Result<
    {
      readonly terms: OfferTerms;
      readonly ranked: { readonly score: number; readonly terms: Offer['terms'] };
    },
    NotEligible | ShiftNotOpen
  >
> => {
  const shift = order.shifts.find(({ no }) => no === command.shiftNo);
  if (!shift) return err({ type: 'ShiftNotOpen', shiftNo: command.shiftNo });
  const need = await needOf(stores, order, shift, policy);
  const candidate: Candidate | undefined = await stores.escorts.candidate(command.escortId, [need], act.now);
  if (!candidate || candidate.profile.tenantId !== order.tenantId)
    return err({ type: 'NotEligible', whyNot: [{ code: 'other-city' }] });
  const reasons = whyNotForShift(candidate, order, need, policy, deps.calendar);
  const whyNot = command.override ? afterOverride(reasons) : reasons;
  if (whyNot.length > 0) {
    const refused = { type: 'NotEligible', whyNot } as const;
    return err(act.by.as === 'D' ? refused : withoutDetails(refused));
  }
  const [ranked] = rankCandidates([{ candidate, whyNot: [] }], need);
  const offerId = idFrom<OfferId>(deps.ids.next());
  return ok({
    terms: {
      shiftNo: shift.no,
      escortId: command.escortId,
      offerId,
      expiresAt: offerExpiry(shift, policy, act.now),
      overruled: reasons.map(({ code }) => code),
    },
    ranked: { score: ranked?.score ?? 0, terms: ranked?.terms ?? [] },
  });
};

/** O4 by a dispatcher: one exclusive offer of one shift to one escort, with a reason. */
export const makeOfferShift =
  (deps: VisitDeps) =>
  (actor: Actor, command: OfferShift): Promise<Result<OrderAnswer, OfferShiftError>> =>
    changeOrder<Refused | ShiftNotOpen | EscortExcluded | NotEligible>(
      deps,
      actor,
      'shift.offer',
      command,
      async (decision) => {
        const judged = await judgeOffer(deps, decision, command);
        if (!judged.ok) return judged;
        const outcome = offerShift(decision.order, judged.value.terms, decision.act);
        if (!outcome.ok) return outcome;
        const seq = outcome.value.order.assignmentSeq;
        await decision.stores.offers.insert(
          offerRecord(decision, judged.value.terms, seq, judged.value.ranked),
        );
        return ok(only(outcome.value));
      },
    );
