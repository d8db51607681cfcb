import type { Act } from '../orders/index.js';
import {
  type Order,
  type OrderTimer,
  type Outcome,
  type Refused,
  type StaleVersion,
  sameTimer,
  timersOf,
} from '../orders/index.js';
import { authorize, type NotAllowed, type NotFound, type OperationId } from '../policy/index.js';
import type { Actor } from '../shared/actor.js';
import type { KeyReused, Once } from '../shared/idempotency.js';
import type { OrderId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { OrderAnswer, VisitDeps } from './deps.js';
import { permitFirst } from './permit-first.js';
import { relationsToOrder } from './relations.js';
import { type SaveError, saveOrder } from './save-order.js';
import type { VisitStores } from './stores.js';

/** One command about one order. */
export type OrderRequest = {
  readonly orderId: OrderId;
  /** The version that the caller saw; a newer one refuses the command (BK5). */
  readonly expectedVersion?: number;
  readonly reason?: string;
};

/** A timer that fires: `id` is finished in the command's own transaction. */
export type FiredTimer = OrderTimer & { readonly id: string };

export type ChangeError = NotFound | NotAllowed | Refused | KeyReused | SaveError;

/** Everything that a decision about an order may look at. */
export type Decision = {
  readonly order: Order;
  readonly policy: VisitPolicy;
  readonly act: Act;
  readonly stores: VisitStores;
};

/** What a command decides: the outcomes to save, and optionally a refusal that is told after they were saved. */
export type Decided<E> = { readonly outcomes: readonly [Outcome, ...Outcome[]]; readonly refusal?: E };

export const only = (outcome: Outcome): Decided<never> => ({ outcomes: [outcome] });

export const answerOf = (order: Order): OrderAnswer => ({
  orderId: order.id,
  status: order.status,
  version: order.version,
});

/** Loads the order and says in which capacity the actor acts on it. */
export const openOrder = async (
  stores: VisitStores,
  actor: Actor,
  operation: OperationId,
  request: OrderRequest,
  now: Date,
): Promise<Result<Decision, NotFound | NotAllowed | StaleVersion>> => {
  const order = await stores.orders.find(request.orderId);
  if (!order) return err({ type: 'NotFound' });
  const by = authorize(operation, actor, await relationsToOrder(actor, order, stores.patients, now));
  if (!by.ok) return by;
  if (request.expectedVersion !== undefined && request.expectedVersion !== order.version)
    return err({ type: 'StaleVersion', currentVersion: order.version });
  const policy = await stores.policies.of(order);
  const act = { now, by: by.value, ...(request.reason?.trim() ? { reason: request.reason.trim() } : {}) };
  return ok({ order, policy, act, stores });
};

/** A decision that is saved, with a refusal that is told after it was. */
type Saved<E> = { readonly answer: OrderAnswer; readonly refusal?: E };

/** Asks the state, decides and saves, in the transaction of `decision`. */
export const decideAndSave = async <E>(
  decision: Decision,
  operation: OperationId,
  decide: (decision: Decision) => Promise<Result<Decided<E>, E>> | Result<Decided<E>, E>,
): Promise<Result<Saved<E>, E | ChangeError>> => {
  const { order, policy, act, stores } = decision;
  const permitted = permitFirst(order, operation, act);
  if (!permitted.ok) return permitted;
  const decided = await decide(decision);
  if (!decided.ok) return decided;
  const { outcomes, refusal } = decided.value;
  const kept = await saveOrder(stores, order, outcomes, policy, operation);
  if (!kept.ok) return kept;
  const last = outcomes.at(-1) ?? outcomes[0];
  return ok({ answer: answerOf(last.order), ...(refusal === undefined ? {} : { refusal }) });
};

const isStale = (timer: FiredTimer, { order, policy }: Decision): boolean =>
  !timersOf(order, policy).some((armed) => sameTimer(armed, timer));

/** A request that is a timer's, or that is to have one effect however often it comes. */
export type Occasion = { readonly timer?: FiredTimer; readonly once?: Once };

/**
 * The order of every command (6.0.1): load, check actor, check state, decide, save by compare-and-set with holds, timers,
 * events and outbox, in one transaction. A timer that is not armed any more changes nothing, and so does a request that came
 * before: it is answered with the order as it is now.
 */
export const changeOrder = async <E>(
  deps: VisitDeps,
  actor: Actor,
  operation: OperationId,
  request: OrderRequest & Occasion,
  decide: (decision: Decision) => Promise<Result<Decided<E>, E>> | Result<Decided<E>, E>,
): Promise<Result<OrderAnswer, E | ChangeError>> => {
  const now = deps.clock.now();
  const saved = await deps.unitOfWork.run<Saved<E>, E | ChangeError>(async (stores) => {
    const claimed = request.once ? await stores.idempotency.claim(request.once, now) : ok(undefined);
    if (!claimed.ok) return claimed;
    const { orderId } = request;
    const opened = await openOrder(stores, actor, operation, claimed.value ? { orderId } : request, now);
    if (!opened.ok) return opened;
    const { order } = opened.value;
    if (claimed.value) return ok({ answer: answerOf(order) });
    if (request.timer) {
      const isFirst = await stores.timers.finish(request.timer.id);
      if (!isFirst || isStale(request.timer, opened.value)) return ok({ answer: answerOf(order) });
    }
    const done = await decideAndSave(opened.value, operation, decide);
    if (done.ok && request.once) await stores.idempotency.record(request.once, orderId);
    return done;
  });
  if (!saved.ok) return saved;
  return saved.value.refusal === undefined ? ok(saved.value.answer) : err(saved.value.refusal);
};

/** `changeOrder` for rules that need nothing but the order. */
export const decideWith =
  <E>(rule: (decision: Decision) => Result<Outcome, E>) =>
  (decision: Decision): Result<Decided<E>, E> => {
    const outcome = rule(decision);
    return outcome.ok ? ok(only(outcome.value)) : outcome;
  };
