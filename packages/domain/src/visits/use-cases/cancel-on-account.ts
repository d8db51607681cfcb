import type { PartnerActor } from '../../shared/actor.js';
import type { CancellationQuoteId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { changeOnce, type PartnerOrderRequest } from '../change-once.js';
import { type ChangeError, only } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import type { NotOnce } from '../once-answered.js';
import { settleSplit } from '../settle-split.js';
import { type CancellationRefused, checkCancellation } from './cancel-order.js';

export type CancelOnAccount = PartnerOrderRequest & { readonly cancellationQuoteId: CancellationQuoteId };
export type CancelOnAccountError = ChangeError | CancellationRefused | NotOnce;

/** O19, O20 for what a partner has booked: exactly the split that was quoted, and what goes back is owed no more. */
export const makeCancelOnAccount =
  (deps: VisitDeps) =>
  (actor: PartnerActor, command: CancelOnAccount): Promise<Result<OrderAnswer, CancelOnAccountError>> =>
    changeOnce<CancellationRefused>(deps, actor, 'order.cancel', command, async (decision) => {
      const checked = await checkCancellation(decision, command);
      if (!checked.ok) return checked;
      const { ended, quote } = checked.value;
      if (decision.order.status === 'PENDING_PAYMENT') return ok(only(ended));
      return ok(await settleSplit(deps, decision, ended, quote.split, 'cancelled'));
    });
