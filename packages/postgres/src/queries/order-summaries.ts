import type { Order } from '@banzhen/domain/orders';
import type { AccountId, EscortId, OrderId, TenantId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf } from '../database.js';
import { orderColumns, orderOf } from '../orders/postgres-orders.js';
import { at, textArray, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';

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

type SummaryRow = Readonly<Record<string, unknown>> & {
  readonly patient_name: string;
  readonly hospital_name: string;
  readonly booked_by_name: string;
  readonly city_zone: string;
  readonly service_title: OrderSummary['serviceTitle'];
  readonly escort_names: OrderSummary['escortNames'] | null;
};

const summaryColumns = sql`${orderColumns},
  (SELECT display_name FROM patient WHERE patient.id = escort_order.patient_id) AS patient_name,
  (SELECT name FROM hospital WHERE hospital.id = escort_order.hospital_id) AS hospital_name,
  (SELECT display_name FROM account WHERE account.id = escort_order.booked_by) AS booked_by_name,
  (SELECT zone FROM city WHERE city.code = escort_order.city_code) AS city_zone,
  (SELECT json_build_object('zh', title_zh, 'en', title_en) FROM escort_service service
    WHERE service.city_code = escort_order.city_code AND service.code = escort_order.service_code) AS service_title,
  (SELECT json_object_agg(escort.id, account.display_name)
    FROM (SELECT DISTINCT escort_id FROM order_shift WHERE order_shift.order_id = escort_order.id) AS shift
    JOIN escort ON escort.id = shift.escort_id JOIN account ON account.id = escort.account_id) AS escort_names`;

const summaryOf = (row: SummaryRow): OrderSummary => ({
  order: orderOf(row),
  patientName: row.patient_name,
  hospitalName: row.hospital_name,
  bookedByName: row.booked_by_name,
  zone: row.city_zone,
  serviceTitle: row.service_title,
  escortNames: row.escort_names ?? {},
});

const summaries = async (db: Database, where: Statement, limit: number): Promise<readonly OrderSummary[]> => {
  const rows = await rowsOf<SummaryRow>(
    db,
    sql`SELECT ${summaryColumns} FROM escort_order WHERE ${where} ORDER BY id DESC LIMIT ${limit}::integer`,
  );
  return rows.map(summaryOf);
};

const always = sql.raw('true');

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
    sql`tenant_id = ${query.tenantId}
      AND ${query.statuses ? sql`status = ANY (${textArray(query.statuses)})` : always}
      AND ${query.before ? sql`id < ${query.before}` : always}`,
    query.limit,
  );

export const orderSummary = async (db: Database, id: OrderId): Promise<OrderSummary | undefined> => {
  const [summary] = await summaries(db, sql`id = ${id}`, 1);
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
    sql`(escort_order.booked_by = ${accountId} OR escort_order.patient_id IN (
      SELECT patient_id FROM patient_grant
      WHERE account_id = ${accountId} AND valid_from <= ${at(now)}
        AND (valid_until IS NULL OR valid_until > ${at(now)})))`,
    MOST_OWN_ORDERS,
  );

/** Orders of which an escort holds a shift that is not over, earliest first by id. */
export const ordersOfEscort = (db: Database, escortId: EscortId): Promise<readonly OrderSummary[]> =>
  summaries(
    db,
    sql`escort_order.status IN ('ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'SERVING', 'ENDED', 'PAID', 'ASSIGNED') AND escort_order.id IN (
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
    sql`escort_order.status = 'ASSIGNED' AND escort_order.id IN (
      SELECT order_id FROM order_shift
      WHERE escort_id = ${escortId} AND cover = 'offered' AND expires_at > ${at(now)})`,
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
    sql`escort_order.tenant_id = ${tenantId} AND escort_order.city_code = ${cityCode} AND escort_order.status IN ('PAID', 'ASSIGNED')
      AND EXISTS (SELECT FROM order_shift WHERE order_shift.order_id = escort_order.id AND cover = 'open')`,
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
