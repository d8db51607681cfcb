import {
  balanceFen,
  cancelUnserved,
  earningsOf,
  endServiceEarly,
  escortNoShowSplit,
  giveUpUnmatched,
  type MoneySplit,
  markPatientNoShow,
  noShowSplit,
  overpaidFen,
  type Refused,
  requestRefund,
  type SomeShiftsCovered,
  type StaleVersion,
  type TooFewContactAttempts,
  unservedSplit,
  type WaitNotOver,
} from '../../orders/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type Money, sumMoney, zeroFen } from '../../shared/money.js';
import { ok, type Result } from '../../shared/result.js';
import { type Decision, type OrderRequest, openOrder } from '../change-order.js';
import type { VisitDeps } from '../deps.js';
import { escortLateAt, firstAlarmAt } from './mark-escort-no-show.js';
import { contactAttempts } from './mark-patient-no-show.js';

/** The acts that end a visit and move its money: O21, O22 of an escort who is late or cannot be reached, O16, O23. */
export type Ending = 'patient-no-show' | 'escort-no-show' | 'escort-unreachable' | 'early-end' | 'unmatched';

export type PreviewEnding = OrderRequest & { readonly ending: Ending };

/** Where the money would go, in fen, and what would still stand in the way. */
export type EndingPreview = {
  readonly orderVersion: number;
  readonly at: Date;
  /** `refundFen`, `escortFen`, `platformFen` and `taxFen` are exactly what the family has paid (N4). */
  readonly split: Omit<MoneySplit, 'escortId'> & { readonly taxFen: Money };
  /** Positive: the family would still owe it before the order can be confirmed (O17). */
  readonly balanceFen: Money;
  /** Why the act would be refused now although the order is in the right state. */
  readonly notYet?: WaitNotOver | TooFewContactAttempts;
};

export type PreviewEndingError = NotFound | NotAllowed | StaleVersion | Refused | SomeShiftsCovered;
type Foreseen = Pick<EndingPreview, 'split' | 'balanceFen' | 'notYet'>;
type Cannot = Refused | SomeShiftsCovered;
type Foresee = (decision: Decision) => Promise<Result<Foreseen, Cannot>> | Result<Foreseen, Cannot>;

const foreseen = (
  { escortId: _, ...split }: MoneySplit,
  notYet?: WaitNotOver | TooFewContactAttempts,
): Foreseen => ({
  split: { ...split, taxFen: zeroFen },
  balanceFen: zeroFen,
  ...(notYet ? { notYet } : {}),
});

const patientNoShow: Foresee = async (decision) => {
  const { order, policy, act } = decision;
  const outcome = markPatientNoShow(order, await contactAttempts(decision), policy, act);
  const split = noShowSplit(order, policy);
  if (outcome.ok) return ok(foreseen(split));
  const { error } = outcome;
  return error.type === 'WaitNotOver' || error.type === 'TooFewContactAttempts'
    ? ok(foreseen(split, error))
    : { ok: false, error };
};

const escortMissedFrom =
  (fromWhen: typeof escortLateAt): Foresee =>
  ({ order, policy, act }) => {
    const outcome = cancelUnserved(order, 'escort-no-show', act);
    if (!outcome.ok) return outcome;
    const until = fromWhen(order, policy);
    const split = escortNoShowSplit(order, policy, act.now);
    return ok(foreseen(split, act.now < until ? { type: 'WaitNotOver', until } : undefined));
  };

const unmatched: Foresee = ({ order, policy, act }) => {
  const outcome = giveUpUnmatched(order, act);
  return outcome.ok ? ok(foreseen(unservedSplit(order, policy, 'unmatched'))) : outcome;
};

const earlyEnd: Foresee = ({ order, policy, act }) => {
  const outcome = endServiceEarly(order, policy, act);
  if (!outcome.ok) return outcome;
  const ended = outcome.value.order;
  const refundFen = overpaidFen(ended);
  const kept = refundFen > 0 ? requestRefund(ended, refundFen, act).order : ended;
  const { shares, commissionFen, taxFen } = earningsOf(kept, policy);
  return ok({
    split: {
      refundFen,
      escortFen: sumMoney(shares.map(({ amountFen }) => amountFen)),
      platformFen: commissionFen,
      taxFen,
      compensationFen: zeroFen,
    },
    balanceFen: balanceFen(kept),
  });
};

const endings: Record<Ending, Foresee> = {
  'patient-no-show': patientNoShow,
  'escort-no-show': escortMissedFrom(escortLateAt),
  'escort-unreachable': escortMissedFrom(firstAlarmAt),
  'early-end': earlyEnd,
  unmatched,
};

/** N4: the exact split of an act that ends a visit, before the act, by the very functions that execute it. */
export const makePreviewEnding =
  (deps: VisitDeps) =>
  (actor: Person, query: PreviewEnding): Promise<Result<EndingPreview, PreviewEndingError>> => {
    const now = deps.clock.now();
    return deps.unitOfWork.run<EndingPreview, PreviewEndingError>(async (stores) => {
      const asked = { ...query, reason: query.reason ?? 'preview' };
      const opened = await openOrder(stores, actor, 'ending.preview', asked, now);
      if (!opened.ok) return opened;
      const found = await endings[query.ending](opened.value);
      return found.ok ? ok({ orderVersion: opened.value.order.version, at: now, ...found.value }) : found;
    });
  };
