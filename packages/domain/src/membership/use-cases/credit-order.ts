import { keptFen, type OrderIn } from '../../orders/index.js';
import {
  type AlreadyBooked,
  clawBackPoints,
  earnPoints,
  type PointsOutcome,
  restorePoints,
} from '../../points/index.js';
import type { OrderId } from '../../shared/ids.js';
import { done, type Result } from '../../shared/result.js';
import { earnGrowth } from '../growth.js';
import { earningsOf } from '../membership-policy.js';
import { daysAfter } from '../periods.js';
import type { AlreadyCounted, MemberChanged } from '../ports.js';
import type { MembershipStores } from '../stores.js';
import type { MembershipDeps } from './deps.js';
import { memberOfAccount } from './member-seen.js';
import { saveMember } from './save-member.js';

const MOST_TRIES = 4;
const by = { as: 'SYS' } as const;

/** The rules refuse nothing that this file asks of them. */
const outcomeOf = <T>(moved: Result<T, { readonly type: string }>): T => {
  if (!moved.ok) throw new Error(`points or growth of an order: ${moved.error.type}`);
  return moved.value;
};

const finishedOrder = async (
  { orders }: Pick<MembershipStores, 'orders'>,
  id: OrderId,
): Promise<OrderIn<'FINISHED'> | undefined> => {
  const order = await orders.find(id);
  return order?.status === 'FINISHED' ? order : undefined;
};

const countGrowth = async (
  stores: MembershipStores,
  id: OrderId,
  now: Date,
): Promise<Result<void, MemberChanged | AlreadyCounted>> => {
  const order = await finishedOrder(stores, id);
  if (!order) return done;
  const { growth } = earningsOf(await stores.membershipPolicies.current(order.finishedAt), keptFen(order));
  if (growth === 0) return done;
  const { tenantId, bookedBy: accountId } = order;
  const member = await memberOfAccount(stores, { tenantId, accountId });
  const policy = await stores.membershipPolicies.current(now);
  return saveMember(stores, outcomeOf(earnGrowth(member, { bizId: id, growth }, policy, { now, by })));
};

/** What was taken back of an order's points: each time is a business of its own, `<order>:1` first. */
const takenBack = async ({ points }: MembershipStores, { tenantId, id }: OrderIn<'FINISHED'>) => {
  let sum = 0;
  for (let time = 1; ; time++) {
    const bizId = `${id}:${time}`;
    const entry = await points.find(tenantId, 'CLAWBACK', bizId);
    if (!entry) return { points: sum, nextBizId: bizId };
    sum -= entry.points;
  }
};

/** The movement after which an order has brought as many points as what is paid of it is worth; none where it has. */
const pointsDue = async (
  stores: MembershipStores,
  order: OrderIn<'FINISHED'>,
  now: Date,
): Promise<PointsOutcome | undefined> => {
  const { tenantId, bookedBy } = order;
  const policy = await stores.membershipPolicies.current(order.finishedAt);
  const worth = earningsOf(policy, keptFen(order)).points;
  const book = await stores.points.lock(tenantId, bookedBy);
  const earned = await stores.points.find(tenantId, 'EARN', order.id);
  if (!earned) {
    const expiresAt = daysAfter(now, policy.points.lifetimeDays);
    const wanted = { bizId: order.id, points: worth, expiresAt };
    return worth > 0 ? outcomeOf(earnPoints(book, wanted, { now, by })) : undefined;
  }
  const taken = await takenBack(stores, order);
  const points = earned.points - taken.points - worth;
  const wanted = { bizId: taken.nextBizId, points };
  return points > 0 ? outcomeOf(clawBackPoints(book, wanted, { now, by })) : undefined;
};

const creditPoints = async (
  stores: MembershipStores,
  id: OrderId,
  now: Date,
): Promise<Result<void, AlreadyBooked>> => {
  const order = await finishedOrder(stores, id);
  const due = order && (await pointsDue(stores, order, now));
  return due ? stores.points.append(due) : done;
};

const restoreSpent = async (
  stores: MembershipStores,
  id: OrderId,
  now: Date,
): Promise<Result<void, AlreadyBooked>> => {
  const order = await stores.orders.find(id);
  if (order?.status !== 'CANCELLED') return done;
  const { tenantId, bookedBy } = order;
  const book = await stores.points.lock(tenantId, bookedBy);
  const spent = await stores.points.spentFor(tenantId, id);
  const gone = (spent?.parts.reduce((sum, part) => sum + part.points, 0) ?? 0) - (spent?.restored ?? 0);
  if (!spent || gone === 0) return done;
  const { points } = await stores.membershipPolicies.current(now);
  const earliestExpiry = daysAfter(now, points.restoredForDays);
  const wanted = { bizId: id, points: gone, spent, earliestExpiry };
  return stores.points.append(outcomeOf(restorePoints(book, wanted, { now, by })));
};

type Work = (
  stores: MembershipStores,
  id: OrderId,
  now: Date,
) => Promise<Result<void, MemberChanged | AlreadyCounted | AlreadyBooked>>;

/** Does `work` in a transaction, again where somebody else was quicker; what is booked already is done. */
const once = async ({ platformUnitOfWork, clock }: MembershipDeps, work: Work, id: OrderId) => {
  for (let tries = 1; ; tries++) {
    const done = await platformUnitOfWork.run((stores) => work(stores, id, clock.now()));
    if (done.ok || done.error.type !== 'MemberChanged') return;
    if (tries === MOST_TRIES) throw new Error(`order ${id}: its member changes all the time`);
  }
};

/**
 * T1, M1: makes growth and points of an order agree with it, however often and in whatever order it is told of: a finished
 * one brings growth and points for what is paid, once; points for what goes back later are clawed back; points that were
 * spent on one that is cancelled are restored. The keys are the order's, so that nothing counts twice (S10, JB2).
 */
export const makeCreditOrder =
  (deps: MembershipDeps) =>
  async ({ orderId }: { readonly orderId: OrderId }): Promise<void> => {
    await once(deps, countGrowth, orderId);
    await once(deps, creditPoints, orderId);
    await once(deps, restoreSpent, orderId);
  };
