import {
  type CheckInEvidence,
  checkIn,
  type OutsideWindow,
  type Refused,
  tryVisitCode,
  VISIT_CODE_DIGITS,
  type VisitCodeLocked,
  type VisitCodeWrong,
} from '../../orders/index.js';
import type { Person } from '../../shared/actor.js';
import type { IdSource } from '../../shared/ids.js';
import { metresTo, type Position } from '../../shared/place.js';
import { ok, type Result } from '../../shared/result.js';
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

export type CheckIn = OrderRequest & {
  /** Where the escort's phone says it is. */
  readonly position?: Position;
  /** Or the code that the patient read out. */
  readonly visitCode?: string;
};

type RuleError = Refused | NotYourShift | OutsideWindow | VisitCodeWrong | VisitCodeLocked;
export type CheckInError = ChangeError | RuleError;

const UNKNOWN_METRES = 1_000_000;

const measured = async ({ order, stores }: Decision, position: Position): Promise<CheckInEvidence> => {
  const hospital = await stores.catalogue.hospital(order.hospitalId);
  return {
    kind: 'location',
    distanceMetres: metresTo(hospital?.place, position) ?? UNKNOWN_METRES,
    accuracyMetres: position.accuracyMetres,
  };
};

const evidenceOf = async (
  ids: IdSource,
  decision: Decision,
  command: CheckIn,
): Promise<Result<CheckInEvidence | Decided<RuleError>, RuleError>> => {
  const { order, policy, act } = decision;
  if (act.by.as === 'D') return ok({ kind: 'dispatcher' });
  if (command.visitCode === undefined)
    return ok(
      command.position
        ? await measured(decision, command.position)
        : { kind: 'location', distanceMetres: UNKNOWN_METRES, accuracyMetres: UNKNOWN_METRES },
    );
  const inTime = checkIn(order, { kind: 'visit-code' }, policy, act);
  if (!inTime.ok) return inTime;
  const tried = tryVisitCode(order, command.visitCode, ids.code(VISIT_CODE_DIGITS), policy, act);
  if (!tried.ok) return tried;
  return tried.value.right
    ? ok({ kind: 'visit-code' })
    : ok({ outcomes: [tried.value.outcome], refusal: tried.value.refusal });
};

/**
 * O12: arrival at the hospital by position, by the patient's code, or on a dispatcher's word. A position that proves
 * nothing is kept for the dispatchers; a wrong code counts even though the command is refused.
 */
export const makeCheckIn =
  (deps: VisitDeps) =>
  (actor: Person, command: CheckIn): Promise<Result<OrderAnswer, CheckInError>> => {
    const decide = async (decision: Decision): Promise<Result<Decided<RuleError>, RuleError>> => {
      const onShift = checkOnShift(decision.order, actor, decision.act.by);
      if (!onShift.ok) return onShift;
      const evidence = await evidenceOf(deps.ids, decision, command);
      if (!evidence.ok) return evidence;
      if ('outcomes' in evidence.value) return ok(evidence.value);
      const outcome = checkIn(decision.order, evidence.value, decision.policy, decision.act);
      return outcome.ok ? ok(only(outcome.value)) : outcome;
    };
    return changeOrder<RuleError>(deps, actor, 'visit.check-in', command, decide);
  };
