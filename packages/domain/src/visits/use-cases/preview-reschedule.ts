import { balanceFen, overpaidFen, type StaleVersion } from '../../orders/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type Money, zeroFen } from '../../shared/money.js';
import { ok, type Result } from '../../shared/result.js';
import { openOrder } from '../change-order.js';
import type { VisitDeps } from '../deps.js';
import { judgeReschedule, type RescheduleOrder, type RescheduleRuleError } from './reschedule-order.js';

/** What a reschedule would do, in fen; `balanceFen` is then owed by the family, `refundFen` goes back. */
export type ReschedulePreview = {
  readonly orderVersion: number;
  readonly totalBeforeFen: Money;
  readonly totalAfterFen: Money;
  readonly balanceFen: Money;
  readonly refundFen: Money;
  /** `stay` when everybody on the order can also come then; `none` when nobody is on it yet. */
  readonly escorts: 'none' | 'stay' | 'search-anew';
  /** It is too late for everybody else: one late change of the membership is used, and so many are left of its window then (C24). */
  readonly lateChange?: { readonly left: number };
};

export type PreviewRescheduleError = NotFound | NotAllowed | StaleVersion | RescheduleRuleError;

/** O10 without doing it: the same rules, and what they would change. */
export const makePreviewReschedule =
  (deps: VisitDeps) =>
  (actor: Person, query: RescheduleOrder): Promise<Result<ReschedulePreview, PreviewRescheduleError>> => {
    const now = deps.clock.now();
    return deps.unitOfWork.run<ReschedulePreview, PreviewRescheduleError>(async (stores) => {
      const asked = { ...query, reason: query.reason ?? 'preview' };
      const opened = await openOrder(stores, actor, 'order.reschedule', asked, now);
      if (!opened.ok) return opened;
      const { order } = opened.value;
      const judged = await judgeReschedule(deps, opened.value, query.quoteId);
      if (!judged.ok) return judged;
      const { late } = judged.value;
      const next = judged.value.outcome.order;
      const owed = balanceFen(next);
      const isCovered = order.shifts.some(({ cover }) => cover.kind !== 'open');
      return ok({
        orderVersion: order.version,
        totalBeforeFen: order.charge.totalFen,
        totalAfterFen: next.charge.totalFen,
        balanceFen: owed > 0 ? owed : zeroFen,
        refundFen: overpaidFen(next),
        escorts: isCovered ? (judged.value.escortsAreFree ? 'stay' : 'search-anew') : 'none',
        ...(late ? { lateChange: { left: late.left } } : {}),
      });
    });
  };
