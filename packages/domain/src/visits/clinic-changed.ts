import {
  awaitChoice,
  cancelForClinic,
  cancellationSplit,
  carryOrder,
  type Fault,
  type Order,
  type Outcome,
  type Refused,
  type TooFarAhead,
  type TooSoon,
} from '../orders/index.js';
import type { Payment } from '../payments/index.js';
import type { OperationId } from '../policy/index.js';
import type { Act } from '../shared/act.js';
import { ok, type Result } from '../shared/result.js';
import { endClosed } from './close-payments.js';
import type { VisitDeps } from './deps.js';
import { escortsAreFree, namedShiftsOf } from './eligible-escort.js';
import { type SaveError, saveOrder } from './save-order.js';
import { settleSplit } from './settle-split.js';
import type { VisitStores } from './stores.js';

/** What O24 is done with: an order within a transaction that does more. */
export type ClinicChange = {
  readonly stores: VisitStores;
  readonly order: Order;
  readonly act: Act;
  readonly operation: OperationId;
};

const save = async (
  { stores, order, operation }: ClinicChange,
  outcomes: readonly [Outcome, ...Outcome[]],
): Promise<Result<Order, SaveError>> => {
  const policy = await stores.policies.of(order);
  const saved = await saveOrder(stores, order, outcomes, policy, operation);
  return saved.ok ? ok((outcomes.at(-1) ?? outcomes[0]).order) : saved;
};

/** O24: tells everybody of the order that its seat has changed, and until when the family chooses. */
export const noteClinicChange = async (
  change: ClinicChange,
  chooseBy: Date,
): Promise<Result<Order, Refused | SaveError>> => {
  const noted = awaitChoice(change.order, chooseBy, change.act);
  return noted.ok ? save(change, [noted.value]) : noted;
};

/**
 * O24: the order ends and everything that was paid goes back. Of an unpaid one `closed` are the attempts that its providers
 * have closed before: nobody may be able to pay for it any more.
 */
export const withdrawVisit = async (
  deps: Pick<VisitDeps, 'ids'>,
  change: ClinicChange,
  fault: Exclude<Fault, 'family'>,
  closed: readonly Payment[],
): Promise<Result<Order, Refused | SaveError>> => {
  const { stores, order, act } = change;
  const ended = cancelForClinic(order, fault, act);
  if (!ended.ok) return ended;
  if (order.status === 'PENDING_PAYMENT') {
    await endClosed(stores.payments, closed);
    return save(change, [ended.value]);
  }
  const policy = await stores.policies.of(order);
  const { split } = cancellationSplit(order, policy, fault, act.now);
  const { outcomes } = await settleSplit(
    deps,
    { order, policy, act, stores },
    ended.value,
    split,
    'cancelled',
  );
  return save(change, outcomes);
};

/** O24: the order moves by so many milliseconds, free; where its escorts cannot come then, the search begins anew. */
export const carryVisit = async (
  { calendar }: Pick<VisitDeps, 'calendar'>,
  change: ClinicChange,
  byMs: number,
): Promise<Result<Order, Refused | TooSoon | TooFarAhead | SaveError>> => {
  const { stores, order, act } = change;
  const policy = await stores.policies.of(order);
  const later = (instant: Date) => new Date(instant.getTime() + byMs);
  const shifts = order.shifts.map(({ during }) => ({
    startsAt: later(during.startsAt),
    endsAt: later(during.endsAt),
  }));
  const there: Order = {
    ...order,
    excludedEscorts: [],
    shifts: order.shifts.map((shift, index) => ({ ...shift, during: shifts[index] ?? shift.during })),
  };
  const isFree = await escortsAreFree(
    stores,
    calendar,
    { ...there, excludedEscorts: order.excludedEscorts },
    policy,
    act.now,
  );
  const named = await namedShiftsOf(stores, calendar, there, policy, act.now);
  const to = { shifts, escortsAreFree: isFree, namedShifts: named.ok ? named.value : [] };
  const carried = carryOrder(order, to, policy, act);
  return carried.ok ? save(change, [carried.value]) : carried;
};
