import {
  type OutsideWindow,
  permit,
  type Refused,
  startService,
  tryVisitCode,
  VISIT_CODE_DIGITS,
  type VisitCodeLocked,
  type VisitCodeNeeded,
  type VisitCodeWrong,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import {
  type ChangeError,
  changeOrder,
  type Decided,
  type Decision,
  type OrderRequest,
  only,
} from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import { checkOnShift, type NotYourShift } from '../on-shift.js';

export type StartService = OrderRequest & { readonly visitCode?: string };
type RuleError = Refused | NotYourShift | OutsideWindow | VisitCodeNeeded | VisitCodeWrong | VisitCodeLocked;
export type StartServiceError = ChangeError | RuleError;

/** O13: the escort starts with the code that the patient reads out, or the family starts by a tap. */
export const makeStartService =
  (deps: VisitDeps) =>
  (actor: Person, command: StartService): Promise<Result<OrderAnswer, StartServiceError>> => {
    const decide = ({ order, policy, act }: Decision): Result<Decided<RuleError>, RuleError> => {
      const allowed = permit(order.status, 'start', act);
      if (!allowed.ok) return allowed;
      const onShift = checkOnShift(order, actor, act.by);
      if (!onShift.ok) return onShift;
      if (act.by.as === 'E') {
        if (command.visitCode === undefined) return err({ type: 'VisitCodeNeeded' });
        const tried = tryVisitCode(order, command.visitCode, deps.ids.code(VISIT_CODE_DIGITS), policy, act);
        if (!tried.ok) return tried;
        if (!tried.value.right) return ok({ outcomes: [tried.value.outcome], refusal: tried.value.refusal });
      }
      const outcome = startService(order, act.by.as === 'E' ? 'visit-code' : 'family', act);
      return outcome.ok ? ok(only(outcome.value)) : outcome;
    };
    return changeOrder<RuleError>(deps, actor, 'visit.start', command, decide);
  };
