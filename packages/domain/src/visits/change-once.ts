import type { OperationId } from '../policy/index.js';
import type { PartnerActor } from '../shared/actor.js';
import { err, ok, type Result } from '../shared/result.js';
import { isSeen, type SeenVersion } from '../shared/seen-version.js';
import {
  type ChangeError,
  type Decided,
  type Decision,
  decideAndSave,
  type OrderRequest,
  openOrder,
} from './change-order.js';
import type { OrderAnswer, VisitDeps } from './deps.js';
import { type NotOnce, onceAnswered } from './once-answered.js';

/** One command of a partner about an order that it has booked. */
export type PartnerOrderRequest = Omit<OrderRequest, 'expectedVersion'> & {
  readonly expectedVersion?: SeenVersion;
  readonly idempotencyKey: string;
};

/**
 * `changeOrder` for a partner: load, check actor, know repeated requests, check version and state, decide, save, in one transaction.
 * A repeated request is told the answer of the first (IN3).
 */
export const changeOnce = <E>(
  deps: VisitDeps,
  actor: PartnerActor,
  operation: OperationId,
  request: PartnerOrderRequest,
  decide: (decision: Decision) => Promise<Result<Decided<E>, E>> | Result<Decided<E>, E>,
): Promise<Result<OrderAnswer, E | ChangeError | NotOnce>> =>
  deps.unitOfWork.run<OrderAnswer, E | ChangeError | NotOnce>(async (stores) => {
    const now = deps.clock.now();
    const { expectedVersion, idempotencyKey: _, ...unversioned } = request;
    const opened = await openOrder(stores, actor, operation, unversioned, now);
    if (!opened.ok) return opened;
    const { version } = opened.value.order;
    return onceAnswered<OrderAnswer, E | ChangeError>(
      stores,
      { actor, operation, request, now },
      async () => {
        if (!isSeen(expectedVersion, version)) return err({ type: 'StaleVersion', currentVersion: version });
        const saved = await decideAndSave(opened.value, operation, decide);
        return saved.ok ? ok(saved.value.answer) : saved;
      },
    );
  });
