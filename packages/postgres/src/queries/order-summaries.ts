import type { Order } from '@banzhen/domain/orders';
import type { AccountId, EscortId, OrderId, TenantId } from '@banzhen/domain/shared/ids';
import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm';
import { type Database, rowsOf } from '../database.js';
import { safely } from '../database-failure.js';
import { fromOrderRow } from '../orders/order-row.js';
import { shiftsOfOrder } from '../orders/postgres-orders.js';
import { orders } from '../schema/index.js';
import { textArray, uuidArray } from '../sql-values.js';

/** An order with the names that a screen shows beside it. */
export type OrderSummary = {
  readonly order: Order;
  readonly patientName: string;
  readonly hospitalName: string;
  readonly bookedByName: string;
  readonly zone: string;
  readonly serviceTitle: { readonly zh: string; readonly en: string };
  readonly escortNames: Readonly<Record<EscortId, string>>;
};

// Columns are written out with their table: drizzle drops the table's name in the fields of a select from one table,
// and a subquery would then take its own column of that name.
const names = {
  patientName: sql<string>`(SELECT display_name FROM patient WHERE patient.id = escort_order.patient_id)`,
  hospitalName: sql<string>`(SELECT name FROM hospital WHERE hospital.id = escort_order.hospital_id)`,
  bookedByName: sql<string>`(SELECT display_name FROM account WHERE account.id = escort_order.booked_by)`,
  zone: sql<string>`(SELECT zone FROM city WHERE city.code = escort_order.city_code)`,
  title: sql<{ zh: string; en: string }>`(
    SELECT json_build_object('zh', title_zh, 'en', title_en) FROM escort_service service
    WHERE service.city_code = escort_order.city_code AND service.code = escort_order.service_code)`,
  escortNames: sql<Record<EscortId, string> | null>`(
    SELECT json_object_agg(escort.id, account.display_name)
    FROM (SELECT DISTINCT escort_id FROM order_shift WHERE order_shift.order_id = escort_order.id) AS shift
    JOIN escort ON escort.id = shift.escort_id JOIN account ON account.id = escort.account_id)`,
};

const summaries = async (
  db: Database,
  where: SQL | undefined,
  limit: number,
): Promise<readonly OrderSummary[]> => {
  const rows = await safely(() =>
    db
      .select({ order: orders, shifts: shiftsOfOrder, ...names })
      .from(orders)
      .where(where)
      .orderBy(desc(orders.id))
      .limit(limit)
      .execute(),
  );
  return rows.map(({ order, shifts, title, escortNames, ...named }) => ({
    order: fromOrderRow(order, shifts),
    ...named,
    serviceTitle: title,
    escortNames: escortNames ?? {},
  }));
};

/** Orders of a tenant, newest first, at most `limit`, older than `before`; only these statuses if any are given. */
export const orderBoard = (
  db: Database,
  query: {
    readonly tenantId: TenantId;
    readonly statuses: readonly string[] | undefined;
    readonly limit: number;
    readonly before: OrderId | undefined;
  },
): Promise<readonly OrderSummary[]> =>
  summaries(
    db,
    and(
      eq(orders.tenantId, query.tenantId),
      query.statuses ? sql`${orders.status} = any(${textArray(query.statuses)})` : undefined,
      query.before ? lt(orders.id, query.before) : undefined,
    ),
    query.limit,
  );

export const orderSummary = async (db: Database, id: OrderId): Promise<OrderSummary | undefined> => {
  const [summary] = await summaries(db, eq(orders.id, id), 1);
  return summary;
};

const MOST_OWN_ORDERS = 100;

/** Orders that an account booked, or of patients for whom it holds a live grant at `now`. */
export const ordersOfFamily = (
  db: Database,
  accountId: AccountId,
  now: Date,
): Promise<readonly OrderSummary[]> =>
  summaries(
    db,
    sql`(${orders.bookedBy} = ${accountId} OR ${orders.patientId} IN (
      SELECT patient_id FROM patient_grant
      WHERE account_id = ${accountId} AND valid_from <= ${now.toISOString()}::timestamptz
        AND (valid_until IS NULL OR valid_until > ${now.toISOString()}::timestamptz)))`,
    MOST_OWN_ORDERS,
  );

/** Orders of which an escort holds a shift that is not over, earliest first by id. */
export const ordersOfEscort = (db: Database, escortId: EscortId): Promise<readonly OrderSummary[]> =>
  summaries(
    db,
    sql`${orders.status} IN ('ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'SERVING', 'ENDED', 'PAID', 'ASSIGNED') AND ${orders.id} IN (
      SELECT order_id FROM order_shift WHERE escort_id = ${escortId} AND cover = 'accepted')`,
    MOST_OWN_ORDERS,
  );

/** Orders in which an escort has an open offer at `now`. */
export const ordersOffered = (
  db: Database,
  escortId: EscortId,
  now: Date,
): Promise<readonly OrderSummary[]> =>
  summaries(
    db,
    sql`${orders.status} = 'ASSIGNED' AND ${orders.id} IN (
      SELECT order_id FROM order_shift
      WHERE escort_id = ${escortId} AND cover = 'offered' AND expires_at > ${now.toISOString()}::timestamptz)`,
    MOST_OWN_ORDERS,
  );

/** Orders of a city with an open shift: the grab hall, before its rules are applied. */
export const ordersInHall = (
  db: Database,
  tenantId: TenantId,
  cityCode: string,
): Promise<readonly OrderSummary[]> =>
  summaries(
    db,
    sql`${orders.tenantId} = ${tenantId} AND ${orders.cityCode} = ${cityCode} AND ${orders.status} IN ('PAID', 'ASSIGNED')
      AND EXISTS (SELECT FROM order_shift WHERE order_shift.order_id = ${orders.id} AND cover = 'open')`,
    MOST_OWN_ORDERS,
  );

/** Display names of escorts by id. */
export const escortNames = async (
  db: Database,
  ids: readonly EscortId[],
): Promise<ReadonlyMap<EscortId, string>> => {
  const rows = await rowsOf<{ id: EscortId; name: string }>(
    db,
    sql`SELECT escort.id, account.display_name AS name FROM escort JOIN account ON account.id = escort.account_id
        WHERE escort.id = any(${uuidArray(ids)})`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
};
