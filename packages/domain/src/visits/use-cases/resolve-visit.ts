import {
  cancelUnserved,
  changed,
  type OrderStatus,
  type Outcome,
  type Refused,
  unservedSplit,
  type WaitNotOver,
} from '../../orders/index.js';
import { system } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import {
  type ChangeError,
  changeOrder,
  type Decided,
  type Decision,
  type FiredTimer,
  type OrderRequest,
  only,
} from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { settleSplit } from '../settle-split.js';
import { escortDidNotCome, escortLateAt } from './mark-escort-no-show.js';
import { patientDidNotCome } from './mark-patient-no-show.js';

type RuleError = Refused | WaitNotOver;
type Resolve = (
  deps: Pick<VisitDeps, 'ids'>,
  decision: Decision,
) => Promise<Result<Decided<RuleError>, RuleError>>;

const rows: Partial<Record<OrderStatus, string>> = { ARRIVED: 'O21', PAID: 'O23', ASSIGNED: 'O23' };

/** The dispatchers are called to an order whose visit should be over by now; the order stays as it is. */
export const unresolved = ({ order, act }: Decision): Outcome =>
  changed(order, {}, rows[order.status] ?? 'O22', act, { type: 'VisitUnresolved' });

const neverMatched: Resolve = async (deps, decision) => {
  const outcome = cancelUnserved(decision.order, 'unmatched', decision.act);
  if (!outcome.ok) return outcome;
  const split = unservedSplit(decision.order, decision.policy, 'unmatched');
  return ok(await settleSplit(deps, decision, outcome.value, split, 'unmatched'));
};

const escortMissing: Resolve = (deps, decision) =>
  escortDidNotCome(deps, decision, escortLateAt(decision.order, decision.policy));

const patientMissing: Resolve = async (deps, decision) => {
  const ended = await patientDidNotCome(deps, decision);
  if (ended.ok) return ended;
  const { error } = ended;
  return error.type === 'TooFewContactAttempts' ? ok(only(unresolved(decision))) : { ok: false, error };
};

const ways: Partial<Record<OrderStatus, Resolve>> = {
  PAID: neverMatched,
  ASSIGNED: neverMatched,
  ARRIVED: patientMissing,
};

/**
 * O21, O22, O23 by the system, long after the planned end: an escort who never arrived did not come, a patient for whom one
 * waited did not either, and care that never had all its escorts was not found. Where the guard of O21 does not hold nobody
 * is charged, and the dispatchers are called once more.
 */
export const makeResolveVisit =
  (deps: VisitDeps) =>
  (
    command: OrderRequest & { readonly timer?: FiredTimer },
  ): Promise<Result<OrderAnswer, ChangeError | RuleError>> =>
    changeOrder<RuleError>(deps, system, 'order.resolve', command, (decision) =>
      (ways[decision.order.status] ?? escortMissing)(deps, decision),
    );
