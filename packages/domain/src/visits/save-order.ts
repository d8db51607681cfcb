import type { Message } from '../messaging/index.js';
import {
  type EscortTaken,
  eventTypesForPartners,
  holdsOf,
  type Order,
  type OrderEvent,
  type Outcome,
  type PatientTaken,
  payableFen,
  type StaleVersion,
  sameHolds,
  sameTimer,
  timersOf,
} from '../orders/index.js';
import type { OperationId } from '../policy/index.js';
import type { OfferId } from '../shared/ids.js';
import { done, type Result } from '../shared/result.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import { auditAct, factsOf } from './audit-act.js';
import type { VisitStores } from './stores.js';

export type SaveError = StaleVersion | EscortTaken | PatientTaken;

/** What the feed of partners goes by: whose order it is, at which hospital, and what is still to be put on account. */
const forPartners = ({ type }: OrderEvent, order: Order): Message['payload'] => {
  const isTold = order.onAccount && (eventTypesForPartners as readonly string[]).includes(type);
  if (!isTold) return {};
  const { bookedBy, hospitalId } = order;
  const dueFen = order.status === 'PENDING_PAYMENT' ? 0 : payableFen(order);
  return { bookedBy, hospitalId, ...(dueFen > 0 ? { dueFen } : {}) };
};

const messageOf = (event: OrderEvent, order: Order): Omit<Message, 'id'> => ({
  topic: 'order',
  aggregateId: event.orderId,
  type: event.type,
  payload: {
    ...event.refs,
    row: event.row,
    from: event.from,
    to: event.to,
    version: event.version,
    tenantId: order.tenantId,
    cityCode: order.cityCode,
    ...forPartners(event, order),
  },
});

const liveOffers = (order: Order): readonly OfferId[] =>
  order.shifts.flatMap(({ cover }) => (cover.kind === 'offered' ? [cover.offerId] : []));

const keepHolds = async (
  stores: VisitStores,
  before: Order | undefined,
  order: Order,
  policy: VisitPolicy,
  now: Date,
) => {
  const holds = holdsOf(order, policy);
  if (before && sameHolds(holdsOf(before, policy), holds)) return done;
  return stores.holds.keep(order.id, holds, now);
};

const armTimers = async (
  stores: VisitStores,
  before: Order | undefined,
  order: Order,
  policy: VisitPolicy,
) => {
  const timers = timersOf(order, policy);
  const old = before ? timersOf(before, policy) : [];
  const isSame =
    old.length === timers.length && timers.every((timer) => old.some((other) => sameTimer(timer, other)));
  if (!isSame) await stores.timers.arm(order.id, timers, order.version);
};

const voidOffers = async (stores: VisitStores, before: Order | undefined, order: Order, now: Date) => {
  const live = liveOffers(order);
  if (before && liveOffers(before).some((id) => !live.includes(id)))
    await stores.offers.voidExcept(order.id, live, now);
};

/**
 * Makes the last of `outcomes` the stored state, in this transaction: the row by compare-and-set on `before`, the time it
 * holds, its timers, its open offers, its timeline, the outbox, and the audit where the policy table wants `operation`
 * there. Everything that belongs to an order is saved here only.
 */
export const saveOrder = async (
  stores: VisitStores,
  before: Order | undefined,
  outcomes: readonly [Outcome, ...Outcome[]],
  policy: VisitPolicy,
  operation: OperationId,
): Promise<Result<void, SaveError>> => {
  const events = outcomes.flatMap((outcome) => outcome.events);
  const { order } = outcomes.at(-1) ?? outcomes[0];
  const now = events[0]?.at ?? new Date(0);
  if (before) {
    const updated = await stores.orders.update(order, before.version);
    if (!updated.ok) return updated;
  } else {
    await stores.orders.insert(order);
  }
  const kept = await keepHolds(stores, before, order, policy, now);
  if (!kept.ok) return kept;
  await Promise.all([
    armTimers(stores, before, order, policy),
    voidOffers(stores, before, order, now),
    stores.timeline.append(events),
    stores.outbox.append(events.map((event) => messageOf(event, order))),
  ]);
  const [first] = events;
  if (first)
    await auditAct(stores, { operation, by: first.by, at: now, order, facts: factsOf(order, events) });
  return done;
};
