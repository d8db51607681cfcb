import type { NotEligible } from '../../dispatch/index.js';
import { lateChangeUse, lookAtUse, type QuotaUse, type QuotaUsedUp } from '../../membership/index.js';
import {
  needsLateReschedule,
  type Order,
  type OtherShiftCount,
  type Outcome,
  openShifts,
  overpaidFen,
  type PastCutOff,
  permitOn,
  type Refused,
  rescheduleOrder,
  type TooFarAhead,
  type TooManyReschedules,
  type TooSoon,
} from '../../orders/index.js';
import { checkQuote, type Quote, type QuoteExpired, type QuoteUsed } from '../../pricing/index.js';
import type { Person } from '../../shared/actor.js';
import type { InBundle } from '../../shared/bundle-links.js';
import type { QuoteId } from '../../shared/ids.js';
import { hundredPercent } from '../../shared/money.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import { type ChangeError, changeOrder, type Decision, type OrderRequest } from '../change-order.js';
import type { OrderAnswer, VisitDeps } from '../deps.js';
import {
  candidatesFor,
  eligibleForShift,
  escortsAreFree,
  namedShiftsOf,
  needsOf,
  withoutDetails,
} from '../eligible-escort.js';
import { giveBack } from '../give-back.js';
import { checkNotInBundle } from '../not-in-bundle.js';
import { type BookedOnAccount, checkNotOnAccount } from '../not-on-account.js';

export type RescheduleOrder = OrderRequest & {
  /** A fresh quote for the same patient, hospital and service at the new time. */
  readonly quoteId: QuoteId;
};

export type QuoteForAnother = { readonly type: 'QuoteForAnother' };
/** At the new time nobody could take these shifts. */
export type NobodyFree = { readonly type: 'NobodyFree'; readonly shiftNos: readonly number[] };
export type RescheduleRuleError =
  | Refused
  | PastCutOff
  | TooManyReschedules
  | OtherShiftCount
  | TooSoon
  | TooFarAhead
  | QuoteExpired
  | QuoteUsed
  | QuoteForAnother
  | NobodyFree
  | NotEligible
  | QuotaUsedUp
  | InBundle
  | BookedOnAccount;
export type RescheduleOrderError = ChangeError | RescheduleRuleError;

const fits = (quote: Quote, order: Order): boolean =>
  quote.patientId === order.patientId &&
  quote.hospitalId === order.hospitalId &&
  quote.service.code === order.service.code &&
  quote.accountId === order.bookedBy;

const movedShifts = (order: Order, quote: Quote): Order => ({
  ...order,
  shifts: order.shifts.map((shift, index) => ({ ...shift, during: quote.shifts[index] ?? shift.during })),
});

/** The named escort at the new time: must be able to come before the family has paid for them, and need not after (O1, O10). */
const namedThen = async (
  calendar: VisitDeps['calendar'],
  { policy, act, stores }: Decision,
  moved: Order,
): Promise<Result<readonly number[], NotEligible>> => {
  const named = await namedShiftsOf(stores, calendar, { ...moved, excludedEscorts: [] }, policy, act.now);
  if (named.ok) return named;
  return moved.status === 'PENDING_PAYMENT' ? err(withoutDetails(named.error)) : ok([]);
};

/**
 * A family that would pay a fee for cancelling may move only to a time at which somebody could come; else a search that must
 * fail, and gives everything back (O23), would be a way around the fee.
 */
const checkCoverable = async (
  calendar: VisitDeps['calendar'],
  { policy, act, stores }: Decision,
  next: Order,
): Promise<Result<void, NobodyFree>> => {
  const [first, ...rest] = openShifts(next, act.now);
  if (act.by.as !== 'U' || next.refundCeiling === hundredPercent || !first) return done;
  const needs = await needsOf(stores, next, [first, ...rest], policy);
  const candidates = await candidatesFor(stores, next, needs, act.now);
  const shiftNos = needs
    .filter((need) => eligibleForShift(candidates, next, need, policy, calendar).length === 0)
    .map(({ shiftNo }) => shiftNo);
  return shiftNos.length === 0 ? done : err({ type: 'NobodyFree', shiftNos });
};

/** One use of the privilege to move late, and how many are left after it. */
export type LateReschedule = { readonly use: QuotaUse; readonly left: number };

/** The use that this move takes, where it is too late for everybody and the privilege is the family's own (C24). */
const lateReschedule = async ({
  order,
  policy,
  act,
  stores,
}: Decision): Promise<Result<LateReschedule | undefined, QuotaUsedUp>> => {
  if (!needsLateReschedule(order, policy, act)) return ok(undefined);
  const use = await lateChangeUse(stores, order, act);
  if (!use) return ok(undefined);
  const seen = await lookAtUse(stores, use);
  return seen.ok ? ok({ use, left: seen.value.left }) : seen;
};

export type JudgedReschedule = {
  readonly outcome: Outcome;
  readonly escortsAreFree: boolean;
  readonly late?: LateReschedule;
};

/** The order at the time and price of a quote, and whether its escorts can come; nothing is changed by asking. */
export const judgeReschedule = async (
  { calendar }: Pick<VisitDeps, 'calendar'>,
  decision: Decision,
  quoteId: QuoteId,
): Promise<Result<JudgedReschedule, RescheduleRuleError>> => {
  const { order, policy, act, stores } = decision;
  const permitted = permitOn(order, 'reschedule', act);
  if (!permitted.ok) return permitted;
  const alone = await checkNotInBundle(decision, 'move');
  if (!alone.ok) return alone;
  const own = act.by.as === 'U' ? checkNotOnAccount(order) : done;
  if (!own.ok) return own;
  const quote = await stores.quotes.find(quoteId);
  if (!quote || !fits(quote, order)) return err({ type: 'QuoteForAnother' });
  const valid = checkQuote(quote, act.now);
  if (!valid.ok) return valid;
  const charge = { quoteId: quote.id, lines: quote.lines, totalFen: quote.totalFen };
  const isFree = await escortsAreFree(stores, calendar, movedShifts(order, quote), policy, act.now);
  const named = await namedThen(calendar, decision, movedShifts(order, quote));
  if (!named.ok) return named;
  const late = await lateReschedule(decision);
  if (!late.ok) return late;
  const to = {
    ...{ shifts: quote.shifts, charge, escortsAreFree: isFree, namedShifts: named.value },
    ...(late.value ? { byPrivilege: true as const } : {}),
  };
  const outcome = rescheduleOrder(order, to, policy, act);
  if (!outcome.ok) return outcome;
  const coverable = await checkCoverable(calendar, decision, outcome.value.order);
  if (!coverable.ok) return coverable;
  const judged = { outcome: outcome.value, escortsAreFree: isFree };
  return ok({ ...judged, ...(late.value ? { late: late.value } : {}) });
};

/**
 * O10 改期: the same visit at the time and price of a new quote; only the difference is owed or goes back. Members move it later
 * than others, so often as the level that the order keeps lets them (C24): one use is taken in the transaction that moves it.
 */
export const makeRescheduleOrder =
  (deps: VisitDeps) =>
  (actor: Person, command: RescheduleOrder): Promise<Result<OrderAnswer, RescheduleOrderError>> => {
    const decide = async (decision: Decision) => {
      const { order, act, stores } = decision;
      const judged = await judgeReschedule(deps, decision, command.quoteId);
      if (!judged.ok) return judged;
      const { outcome, late } = judged.value;
      const taken = late ? await stores.privilegeQuotas.take(late.use) : ok(undefined);
      if (!taken.ok) return taken;
      await stores.quotes.markUsed(command.quoteId, order.id);
      const next = outcome.order;
      const back = await giveBack(stores, deps.ids, next, overpaidFen(next), 'rescheduled', act);
      return ok({ outcomes: [outcome, ...back] as const });
    };
    return changeOrder<RescheduleRuleError>(deps, actor, 'order.reschedule', command, decide);
  };
