import type { AuditEntry } from '../audit/index.js';
import type { Order, OrderEvent } from '../orders/index.js';
import { isAudited, type OperationId } from '../policy/index.js';
import type { ActorRef } from '../shared/actor.js';
import type { VisitStores } from './stores.js';

/** An act on an order by whoever did it. */
export type AuditedAct = {
  readonly operation: OperationId;
  readonly by: ActorRef;
  readonly at: Date;
  readonly order: Pick<Order, 'id' | 'tenantId'>;
  readonly facts: NonNullable<AuditEntry['facts']>;
};

/** Leaves an entry where the policy table wants one, in the transaction of the act; the reason that somebody wrote stays out. */
export const auditAct = async (
  { audit }: Pick<VisitStores, 'audit'>,
  { operation, by, at, order, facts }: AuditedAct,
): Promise<void> => {
  if (!isAudited(operation, by.as)) return;
  const object = { kind: 'order', id: order.id };
  await audit.append({ at, tenantId: order.tenantId, actor: by, operation, object, outcome: 'done', facts });
};

/** What came of a command, each event with its ids, words and amounts: `RefundRequested.amountFen`. */
export const factsOf = (order: Order, events: readonly OrderEvent[]): AuditedAct['facts'] => ({
  version: order.version,
  status: order.status,
  events: events.map(({ type }) => type),
  ...Object.fromEntries(
    events.flatMap(({ type, refs }) =>
      Object.entries(refs)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [`${type}.${name}`, value]),
    ),
  ),
});
