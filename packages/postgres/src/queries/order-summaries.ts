import type { Offer } from '@banzhen/domain/dispatch';
import type { Order } from '@banzhen/domain/orders';
import { operations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import type { AccountId, EscortId, OrderId, TenantId } from '@banzhen/domain/shared/ids';
import { rowsOf } from '../database.js';
import { orderColumns, orderOf } from '../orders/postgres-orders.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored, type StoredText, stored } from '../sealing/stored-texts.js';
import { at, textArray, uuidArray } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { ordersRelatedTo } from './relation-sql.js';

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
  readonly patient_name: Stored;
  readonly hospital_name: string;
  readonly booked_by_name: Stored;
  readonly city_zone: string;
  readonly service_title: OrderSummary['serviceTitle'];
  readonly escort_names: readonly (readonly [escort: EscortId, account: AccountId, name: Stored])[] | null;
};

const summaryColumns = sql`${orderColumns},
  (SELECT ${stored('patient', 'display_name')} FROM patient WHERE patient.id = escort_order.patient_id) AS patient_name,
  (SELECT name FROM hospital WHERE hospital.id = escort_order.hospital_id) AS hospital_name,
  (SELECT ${stored('account', 'display_name')} FROM account WHERE account.id = escort_order.booked_by) AS booked_by_name,
  (SELECT zone FROM city WHERE city.code = escort_order.city_code) AS city_zone,
  (SELECT json_build_object('zh', title_zh, 'en', title_en) FROM escort_service service
    WHERE service.city_code = escort_order.city_code AND service.code = escort_order.service_code) AS service_title,
  (SELECT json_agg(json_build_array(escort.id, account.id, ${stored('account', 'display_name')}))
    FROM (SELECT DISTINCT escort_id FROM order_shift WHERE order_shift.order_id = escort_order.id) AS shift
    JOIN escort ON escort.id = shift.escort_id JOIN account ON account.id = escort.account_id) AS escort_names`;

const nameOf = (rowId: string, name: Stored): StoredText => ({
  field: 'account.display_name',
  rowId,
  stored: name,
});

const namesIn = (order: Order, row: SummaryRow): readonly StoredText[] => [
  { field: 'patient.display_name', rowId: order.patientId, stored: row.patient_name },
  nameOf(order.bookedBy, row.booked_by_name),
  ...(row.escort_names ?? []).map(([, account, name]) => nameOf(account, name)),
];

const summaries = async (
  database: SealedDatabase,
  where: Statement,
  limit: number,
): Promise<readonly OrderSummary[]> => {
  const rows = await rowsOf<SummaryRow>(
    database.db,
    sql`SELECT ${summaryColumns} FROM escort_order WHERE ${where} ORDER BY id DESC LIMIT ${limit}::integer`,
  );
  const read = rows.map((row) => ({ row, order: orderOf(row) }));
  const texts = await openTexts(
    database,
    read.flatMap(({ order, row }) => namesIn(order, row)),
  );
  return read.map(({ order, row }) => ({
    order,
    patientName: texts(row.patient_name) ?? '',
    hospitalName: row.hospital_name,
    bookedByName: texts(row.booked_by_name) ?? '',
    zone: row.city_zone,
    serviceTitle: row.service_title,
    escortNames: Object.fromEntries(
      (row.escort_names ?? []).map(([escort, , name]) => [escort, texts(name) ?? '']),
    ),
  }));
};

const always = sql.raw('true');

/** Order numbers from `first` to `last`, both included; all numbers are equally long, so digits sort in any collation. */
export type OrderNoRange = { readonly first: string; readonly last: string };

const within = ({ first, last }: OrderNoRange): Statement =>
  first === last ? sql`order_no = ${first}` : sql`order_no BETWEEN ${first} AND ${last}`;

/**
 * The orders that a member of the staff may see on the board at `now`, newest first, at most `limit`, older than `before`; only
 * these statuses and numbers if any are given.
 */
export const orderBoard = (
  database: SealedDatabase,
  query: {
    readonly actor: Person;
    readonly now: Date;
    readonly statuses: readonly string[] | undefined;
    readonly orderNos?: OrderNoRange | undefined;
    readonly limit: number;
    readonly before: OrderId | undefined;
  },
): Promise<readonly OrderSummary[]> =>
  summaries(
    database,
    sql`${ordersRelatedTo(query.actor, operations['board.read'].allow, query.now)}
      AND ${query.statuses ? sql`status = ANY (${textArray(query.statuses)})` : always}
      AND ${query.orderNos ? within(query.orderNos) : always}
      AND ${query.before ? sql`id < ${query.before}` : always}`,
    query.limit,
  );

/** How the last offer to each escort who was asked about an order ended. */
export const lastOffers = async (
  { db }: SealedDatabase,
  orderId: OrderId,
): Promise<ReadonlyMap<EscortId, Offer['status']>> => {
  const rows = await rowsOf<{ readonly id: EscortId; readonly status: Offer['status'] }>(
    db,
    sql`SELECT DISTINCT ON (escort_id) escort_id AS id, status FROM offer
        WHERE order_id = ${orderId} ORDER BY escort_id, made_at DESC, id DESC`,
  );
  return new Map(rows.map(({ id, status }) => [id, status]));
};

export const orderSummary = async (
  database: SealedDatabase,
  id: OrderId,
): Promise<OrderSummary | undefined> => {
  const [summary] = await summaries(database, sql`id = ${id}`, 1);
  return summary;
};

const MOST_OWN_ORDERS = 100;

/** The relations by which an order is the family's, as the policy table lets them read it. */
const familyRelations = ['booker', 'proxy-view'] as const;

/** Orders that a person booked, or of patients whom they may see at `now`. */
export const ordersOfFamily = (
  database: SealedDatabase,
  actor: Person,
  now: Date,
): Promise<readonly OrderSummary[]> =>
  summaries(database, ordersRelatedTo(actor, familyRelations, now), MOST_OWN_ORDERS);

/** Orders of which an escort holds a shift that is not over, earliest first by id. */
export const ordersOfEscort = (
  database: SealedDatabase,
  escortId: EscortId,
): Promise<readonly OrderSummary[]> =>
  summaries(
    database,
    sql`escort_order.status IN ('ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'SERVING', 'ENDED', 'PAID', 'ASSIGNED') AND escort_order.id IN (
      SELECT order_id FROM order_shift WHERE escort_id = ${escortId} AND cover = 'accepted')`,
    MOST_OWN_ORDERS,
  );

/** Orders with an escort who may leave, be exchanged or be offered a shift. */
const coverable = sql.raw("('PAID', 'ASSIGNED', 'ACCEPTED', 'EN_ROUTE', 'ARRIVED', 'SERVING')");

/** Orders in which an escort has an open offer at `now`. */
export const ordersOffered = (
  database: SealedDatabase,
  escortId: EscortId,
  now: Date,
): Promise<readonly OrderSummary[]> =>
  summaries(
    database,
    sql`escort_order.status IN ${coverable} AND escort_order.id IN (
      SELECT order_id FROM order_shift
      WHERE escort_id = ${escortId} AND cover = 'offered' AND expires_at > ${at(now)})`,
    MOST_OWN_ORDERS,
  );

/** Orders of a city with an open shift: the grab hall, before its rules are applied. */
export const ordersInHall = (
  database: SealedDatabase,
  tenantId: TenantId,
  cityCode: string,
): Promise<readonly OrderSummary[]> =>
  summaries(
    database,
    sql`escort_order.tenant_id = ${tenantId} AND escort_order.city_code = ${cityCode} AND escort_order.status IN ${coverable}
      AND EXISTS (SELECT FROM order_shift WHERE order_shift.order_id = escort_order.id AND cover = 'open')`,
    MOST_OWN_ORDERS,
  );

/** Display names of escorts by id. */
export const escortNames = async (
  database: SealedDatabase,
  ids: readonly EscortId[],
): Promise<ReadonlyMap<EscortId, string>> => {
  const rows = await rowsOf<{ id: EscortId; accountId: AccountId; name: Stored }>(
    database.db,
    sql`SELECT escort.id, account.id AS "accountId", ${stored('account', 'display_name')} AS name
        FROM escort JOIN account ON account.id = escort.account_id WHERE escort.id = any(${uuidArray(ids)})`,
  );
  const texts = await openTexts(
    database,
    rows.map(({ accountId, name }) => nameOf(accountId, name)),
  );
  return new Map(rows.map(({ id, name }) => [id, texts(name) ?? '']));
};
