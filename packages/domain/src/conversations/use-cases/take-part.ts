import type { Order } from '../../orders/index.js';
import {
  authorize,
  type NotAllowed,
  type NotFound,
  type OperationId,
  type Relation,
} from '../../policy/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import type { OrderId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { relationsToOrder } from '../../visits/index.js';
import type { Reader } from '../conversation.js';
import { closesAt } from '../conversation-life.js';
import { speaksSince } from '../speaking-escort.js';
import type { ConversationStores } from '../stores.js';

/** Somebody who takes part in the conversation of an order. */
export type Part = {
  readonly order: Order;
  readonly by: ActorRef;
  readonly reader: Reader;
  /** What was said before is not for them. */
  readonly from?: Date;
};

/** Since when the actor takes part as an escort: to the day after the order, or to the end of its dispute. */
const escortSince = (actor: Person, order: Order, now: Date): Date | undefined => {
  if (actor.escortId === undefined || actor.tenantId !== order.tenantId) return undefined;
  const until = closesAt(order);
  return until === undefined || now < until ? speaksSince(order, actor.escortId) : undefined;
};

const readerOf = (actor: Person, { as }: ActorRef): Reader => {
  if (as === 'E' && actor.escortId !== undefined) return { side: 'escort', escortId: actor.escortId };
  return { side: as === 'D' ? 'desk' : 'family' };
};

/**
 * The order, and as which side the actor takes part in what is said about it. Of the escorts only whose shift is live or next
 * does, which is narrower than who may see the order; to everybody else there is no such order.
 */
export const takePart = async (
  { orders, patients }: Pick<ConversationStores, 'orders' | 'patients'>,
  operation: OperationId,
  actor: Person,
  orderId: OrderId,
  now: Date,
): Promise<Result<Part, NotFound | NotAllowed>> => {
  const order = await orders.find(orderId);
  if (!order) return err({ type: 'NotFound' });
  const since = escortSince(actor, order, now);
  const ofOrder = await relationsToOrder(actor, order, patients, now);
  const others = [...ofOrder].filter((one) => one !== 'assigned-escort' && one !== 'offered-escort');
  const relations = new Set<Relation>([...others, ...(since ? (['assigned-escort'] as const) : [])]);
  const by = authorize(operation, actor, relations);
  if (!by.ok) return by;
  const reader = readerOf(actor, by.value);
  return ok({ order, by: by.value, reader, ...(reader.side === 'escort' && since ? { from: since } : {}) });
};
