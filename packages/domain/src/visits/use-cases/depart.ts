import { depart, type OutsideWindow, type Refused } from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, decideWith, type OrderRequest } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';

/** O11: the escort sets out. */
export const makeDepart =
  (deps: VisitDeps) =>
  (
    actor: Person,
    command: OrderRequest,
  ): Promise<Result<OrderAnswer, ChangeError | Refused | OutsideWindow>> =>
    changeOrder<Refused | OutsideWindow>(
      deps,
      actor,
      'visit.depart',
      command,
      decideWith(({ order, policy, act }) => depart(order, policy, act)),
    );
