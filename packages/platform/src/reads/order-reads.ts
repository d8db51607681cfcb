import type { Order } from '@banzhen/domain/orders';
import { authorize, isAudited, type NotAllowed, type NotFound } from '@banzhen/domain/policy';
import type { ActorRef, Person } from '@banzhen/domain/shared/actor';
import type { OrderId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import { auditAct, relationsToOrder, type VisitStores } from '@banzhen/domain/visits';
import * as queries from '@banzhen/postgres/queries';
import { orderDetail } from './order-detail.js';
import type { ReadDeps } from './read-deps.js';
import type { Reads } from './reads.js';

/** The reader's capacity on an order, or that there is no such order for them. */
const readerOf = async (
  { patients }: Pick<VisitStores, 'patients'>,
  actor: Person,
  order: Order | undefined,
  now: Date,
): Promise<Result<ActorRef, NotFound | NotAllowed>> =>
  order
    ? authorize('order.read', actor, await relationsToOrder(actor, order, patients, now))
    : err({ type: 'NotFound' });

/** Leaves an entry of who looked at an order with its service log, before it is shown; the family itself leaves none. */
const noteReading = async (stores: VisitStores, by: ActorRef, order: Order, at: Date): Promise<void> => {
  if (!isAudited('order.read', by.as)) return;
  const facts = { version: order.version };
  await auditAct(stores, { operation: 'order.read', by, at, order, facts });
};

type OrderReads = Pick<Reads, 'orderDetail'> & {
  /** Whether somebody may look at an order now, without looking. */
  mayReadOrder(actor: Person, orderId: OrderId): Promise<Result<ActorRef, NotFound | NotAllowed>>;
};

/** One order as its family, its escorts and the staff see it. */
export const orderReads = ({ readings, clock }: Pick<ReadDeps, 'readings' | 'clock'>): OrderReads => ({
  mayReadOrder: (actor, orderId) =>
    readings.run(async (stores) => readerOf(stores, actor, await stores.orders.find(orderId), clock.now())),
  orderDetail(actor, orderId) {
    const now = clock.now();
    return readings.run(async (stores) => {
      const { sealed, books, payments, refunds, policies } = stores;
      const summary = await queries.orderSummary(sealed, orderId);
      const reader = await readerOf(stores, actor, summary?.order, now);
      if (!reader.ok) return reader;
      if (!summary) return err<NotFound>({ type: 'NotFound' });
      const { order } = summary;
      const by = reader.value;
      const isAssigned = order.shifts.some(
        ({ cover }) => cover.kind === 'accepted' && cover.escortId === actor.escortId,
      );
      const [policy, timeline, serviceLog, review, ledger, paid, refunded] = await Promise.all([
        policies.of(order),
        queries.timelineOf(sealed, orderId),
        queries.serviceLogOf(sealed, orderId),
        queries.reviewOf(sealed, orderId),
        books.ofOrder(orderId),
        payments.ofOrder(orderId),
        refunds.ofOrder(orderId),
      ]);
      const accounts = ledger.map(({ account }) => account);
      const accountNames = await queries.ledgerAccountNames(sealed, actor.tenantId, accounts);
      await noteReading(stores, by, order, now);
      return ok(
        orderDetail({
          summary,
          policy,
          now,
          as: by.as,
          seesPatient: by.as !== 'E' || isAssigned,
          timeline,
          serviceLog,
          review,
          payments: paid,
          refunds: refunded,
          ledger,
          accountNames,
        }),
      );
    });
  },
});
