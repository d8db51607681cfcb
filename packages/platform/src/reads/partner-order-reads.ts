import { type ClinicStores, checkDates, type DatesUnfit, permitAtHospital } from '@banzhen/domain/clinics';
import { type AccountStatement, accountStatement } from '@banzhen/domain/ledger';
import type { Order } from '@banzhen/domain/orders';
import { authorize, type NotAllowed, type NotFound } from '@banzhen/domain/policy';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import { type Calendar, dateAfter, type LocalDate } from '@banzhen/domain/shared/calendar';
import type { Clock } from '@banzhen/domain/shared/clock';
import type { HospitalId, OrderId } from '@banzhen/domain/shared/ids';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { relationsToOrder, type VisitStores } from '@banzhen/domain/visits';
import * as queries from '@banzhen/postgres/queries';
import type { SealedDatabase } from '@banzhen/postgres/sealing';
import { noteReading } from './note-reading.js';
import { permitPartner } from './permit-partner.js';

type Deps = {
  readonly db: SealedDatabase;
  readonly unitOfWork: UnitOfWork<VisitStores>;
  readonly clinicUnitOfWork: UnitOfWork<ClinicStores>;
  readonly calendar: Calendar;
  readonly clock: Clock;
};

type Answer<T> = Promise<Result<T, NotFound | NotAllowed>>;

/** An order that a partner has booked, with the names of the escorts who have accepted its shifts. */
export type BookedOrder = { readonly order: Order; readonly escortNames: ReadonlyMap<number, string> };

export type BookedOrdersPage = {
  readonly hospitalIds: readonly HospitalId[];
  readonly after?: OrderId | undefined;
  readonly limit: number;
};

export type StatementQuery = {
  /** Days of the clinics' calendar, both included. */
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly after?: { readonly at: Date; readonly id: string } | undefined;
  readonly limit: number;
};

/** What a partner owed, with a page of the lines. */
export type Statement = AccountStatement & { readonly lines: readonly queries.AccountLine[] };

/** A statement is of so many days at most. */
const MOST_DAYS = 31;

/** What partners read of escort orders that they have booked, and of their accounts. */
export const makePartnerOrderReads = ({ db, unitOfWork, clinicUnitOfWork, calendar, clock }: Deps) => {
  const named = async (orders: readonly Order[]): Promise<readonly BookedOrder[]> => {
    const escorts = await queries.escortsOfPartnerOrders(
      db,
      orders.map(({ id }) => id),
    );
    return orders.map((order) => ({
      order,
      escortNames: new Map(
        escorts.filter(({ orderId }) => orderId === order.id).map(({ shiftNo, name }) => [shiftNo, name]),
      ),
    }));
  };

  return {
    /** One order that this partner has booked at a hospital of its key. */
    async escortOrder(actor: PartnerActor, id: OrderId): Answer<BookedOrder> {
      const found = await unitOfWork.run<Order, NotFound | NotAllowed>(async (stores) => {
        const order = await stores.orders.find(id);
        if (!order) return err({ type: 'NotFound' });
        const relations = await relationsToOrder(actor, order, stores.patients, clock.now());
        const by = authorize('order.read', actor, relations);
        return by.ok ? ok(order) : by;
      });
      if (!found.ok) return found;
      const [booked] = await named([found.value]);
      return booked ? ok(booked) : err({ type: 'NotFound' });
    },

    /** Orders that this partner has booked, by id. */
    async escortOrders(
      actor: PartnerActor,
      { hospitalIds, ...page }: BookedOrdersPage,
    ): Answer<readonly BookedOrder[]> {
      const may = permitPartner('order.list-of-hospital', actor, hospitalIds);
      if (!may.ok) return may;
      const { tenantId, accountId: bookedBy } = actor;
      return ok(await named(await queries.ordersBookedBy(db, { ...page, tenantId, bookedBy, hospitalIds })));
    },

    /**
     * What the partner owes on its account, by day and by order, whichever hospitals the key is for: the account is the partner's.
     * The look is noted (C27).
     */
    async statement(
      actor: PartnerActor,
      { from, until, after, limit }: StatementQuery,
    ): Promise<Result<Statement, NotFound | NotAllowed | DatesUnfit>> {
      const operation = 'statement.read';
      const { tenantId } = actor;
      const [hospitalId] = actor.hospitalIds;
      if (hospitalId === undefined) return err({ type: 'NotFound' });
      const fit = checkDates({ from, until: dateAfter(until, 1) }, MOST_DAYS);
      const zone = await clinicUnitOfWork.run<string, NotFound | NotAllowed | DatesUnfit>(async (stores) => {
        const at = await permitAtHospital(stores, operation, actor, { tenantId, hospitalId });
        if (!at.ok) return at;
        if (!fit.ok) return fit;
        const object = { kind: 'partner', id: actor.partnerId } as const;
        await noteReading(stores, { operation, by: at.value.by, actor, at: clock.now(), object });
        return ok(at.value.zone);
      });
      if (!zone.ok) return zone;
      const range = {
        from: calendar.instantOf(from, 0, zone.value),
        until: calendar.instantOf(dateAfter(until, 1), 0, zone.value),
      };
      const days = await queries.partnerAccountDays(db, range, zone.value);
      const lines = await queries.partnerAccountLines(db, { ...range, after, limit });
      return ok({ ...accountStatement(days), lines });
    },
  };
};
