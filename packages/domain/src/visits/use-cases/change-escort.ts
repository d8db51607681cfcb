import type { NotEligible } from '../../dispatch/index.js';
import { escortCompensationPosting } from '../../ledger/index.js';
import {
  changeEscort,
  type EscortExcluded,
  type PastCutOff,
  type Refused,
  type ShiftNotOpen,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { minutesBetween } from '../../shared/clock.js';
import type { EscortId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type Decision, type OrderRequest, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { judgeOffer, offerRecord } from './offer-shift.js';

export type ChangeEscort = OrderRequest & { readonly shiftNo: number; readonly escortId: EscortId };
type RuleError = Refused | ShiftNotOpen | EscortExcluded | PastCutOff | NotEligible;
export type ChangeEscortError = ChangeError | RuleError;

/** An escort who loses a visit shortly before it is paid for the lost day (O9). */
const compensate = async (
  { order, policy, act, stores }: Decision,
  shiftNo: number,
  oldEscortId: EscortId,
) => {
  const shift = order.shifts.find(({ no }) => no === shiftNo);
  if (!shift) return;
  const { compensateOldEscortWithinMinutes, oldEscortCompensationFen } = policy.changes;
  const isInTime = minutesBetween(act.now, shift.during.startsAt) >= compensateOldEscortWithinMinutes;
  if (isInTime || oldEscortCompensationFen === 0) return;
  const share = { escortId: oldEscortId, amountFen: oldEscortCompensationFen };
  await stores.ledger.post(escortCompensationPosting(order.id, share), act.now);
};

/** O9 更换陪护: the family or a dispatcher wants another escort; both blocks are swapped at once. */
export const makeChangeEscort =
  (deps: VisitDeps) =>
  (actor: Person, command: ChangeEscort): Promise<Result<OrderAnswer, ChangeEscortError>> =>
    changeOrder<RuleError>(deps, actor, 'order.change-escort', command, async (decision) => {
      const judged = await judgeOffer(deps, decision, command);
      if (!judged.ok) return judged;
      const outcome = changeEscort(decision.order, judged.value.terms, decision.policy, decision.act);
      if (!outcome.ok) return outcome;
      const seq = outcome.value.order.assignmentSeq;
      await decision.stores.offers.insert(
        offerRecord(decision, judged.value.terms, seq, judged.value.ranked),
      );
      await compensate(decision, command.shiftNo, outcome.value.oldEscortId);
      return ok(only(outcome.value));
    });
