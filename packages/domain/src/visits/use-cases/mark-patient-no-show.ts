import {
  markPatientNoShow,
  noShowSplit,
  type Refused,
  type TooFewContactAttempts,
  type WaitNotOver,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import {
  type ChangeError,
  changeOrder,
  type Decided,
  type Decision,
  type OrderRequest,
} from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { settleSplit } from '../settle-split.js';

type RuleError = Refused | WaitNotOver | TooFewContactAttempts;

/** When somebody tried to reach the patient. */
export const contactAttempts = async ({ order, stores }: Decision): Promise<readonly Date[]> =>
  (await stores.serviceLog.of(order.id)).filter(({ step }) => step === 'contact-attempt').map(({ at }) => at);

/** The order without its patient's coming, if the escort has waited and called in vain. */
export const patientDidNotCome = async (
  deps: Pick<VisitDeps, 'ids'>,
  decision: Decision,
): Promise<Result<Decided<never>, RuleError>> => {
  const { order, policy, act } = decision;
  const outcome = markPatientNoShow(order, await contactAttempts(decision), policy, act);
  if (!outcome.ok) return outcome;
  return ok(await settleSplit(deps, decision, outcome.value, noShowSplit(order, policy), 'no-show'));
};

/** O21: the escort waited and called in vain. The policy's fee is kept, the rest goes back, the escort's wait is paid. */
export const makeMarkPatientNoShow =
  (deps: VisitDeps) =>
  (actor: Person, command: OrderRequest): Promise<Result<OrderAnswer, ChangeError | RuleError>> =>
    changeOrder<RuleError>(deps, actor, 'visit.mark-patient-no-show', command, (decision) =>
      patientDidNotCome(deps, decision),
    );
