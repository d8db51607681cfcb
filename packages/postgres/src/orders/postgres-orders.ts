import type { Order, OrderRepository } from '@banzhen/domain/orders';
import { done, err } from '@banzhen/domain/shared/result';
import { type Database, rowOf, rowsOf, run } from '../database.js';
import { orders } from '../schema/index.js';
import { jsonRows } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';
import { fromOrderRow, type OrderRow, type ShiftJson, toOrderRow, toShiftJson } from './order-row.js';

const orderRows = tableRows(orders);

/** What `orderOf` reads, of the order in the surrounding statement. */
export const orderColumns = sql`${orderRows.columns}, (
  SELECT json_agg(shift ORDER BY shift.no) FROM order_shift shift WHERE shift.order_id = escort_order.id) AS shifts`;

/** The order in a row of `orderColumns`. */
export const orderOf = (row: Readonly<Record<string, unknown>>): Order =>
  fromOrderRow(orderRows.read(row), row.shifts as readonly ShiftJson[]);

/** The shifts as rows of `order_shift`. */
const givenShifts = (order: Order): Statement => sql`
    SELECT ${order.id}::uuid AS order_id, shift.*, ${order.patientId}::uuid AS patient_id
    FROM jsonb_to_recordset(${jsonRows(order.shifts.map((shift) => toShiftJson(order, shift)))}) AS shift(
      no integer, starts_at timestamptz, ends_at timestamptz, cover text, escort_id uuid, offer_id uuid, seq integer,
      expires_at timestamptz, accepted_at timestamptz, alarmed_at timestamptz, begun_at timestamptz, is_duty boolean, duty_starts_at timestamptz,
      duty_ends_at timestamptz, finished_at timestamptz)`;

const changeableOfShift = [
  ...['starts_at', 'ends_at', 'cover', 'escort_id', 'offer_id', 'seq', 'expires_at', 'accepted_at'],
  ...['alarmed_at', 'begun_at', 'is_duty', 'duty_starts_at', 'duty_ends_at', 'finished_at'],
];
const of = (table: string): string => changeableOfShift.map((column) => `${table}.${column}`).join(', ');
const shiftColumns = sql.raw(['order_id', 'no', 'patient_id', ...changeableOfShift].join(', '));
const replaceChangedShift = sql.raw(
  `DO UPDATE SET (${changeableOfShift.join(', ')}) = ROW(${of('excluded')})
   WHERE (${of('order_shift')}) IS DISTINCT FROM (${of('excluded')})`,
);

const columnNames = sql.raw(orderRows.keys.map(([, column]) => column).join(', '));
const values = (row: OrderRow): Statement =>
  sql.list(orderRows.keys.map(([key]) => orderRows.value(row, key)));

/** What an order never changes. */
const fixed = new Set([
  'id',
  'orderNo',
  'tenantId',
  'cityCode',
  'bookedBy',
  'onAccount',
  'patientId',
  'membership',
  'createdAt',
]);
const changeable = orderRows.keys.filter(([key]) => !fixed.has(key));
const changeableNames = sql.raw(changeable.map(([, column]) => column).join(', '));
const changedValues = (row: OrderRow): Statement =>
  sql.list(changeable.map(([key]) => orderRows.value(row, key)));

const updateStatement = (order: Order, expectedVersion: number): Statement => sql`
  WITH changed AS (
    UPDATE escort_order SET (${changeableNames}) = ROW(${changedValues(toOrderRow(order))})
    WHERE id = ${order.id} AND version = ${expectedVersion} RETURNING id
  ), given AS MATERIALIZED (
    SELECT shift.* FROM changed JOIN (${givenShifts(order)}) AS shift ON shift.order_id = changed.id
  ), gone AS (
    DELETE FROM order_shift USING changed
    WHERE order_shift.order_id = changed.id AND order_shift.no NOT IN (SELECT no FROM given)
  ), kept AS (
    INSERT INTO order_shift (${shiftColumns}) SELECT ${shiftColumns} FROM given
    ON CONFLICT (order_id, no) ${replaceChangedShift}
  )
  SELECT (SELECT count(*) FROM changed)::integer AS changed`;

/** Orders by id and version (O1–O25); the shifts are rows of their own and always written with their order. */
export const postgresOrders = (db: Database): OrderRepository => ({
  async find(id) {
    const [row] = await rowsOf<Record<string, unknown>>(
      db,
      sql`SELECT ${orderColumns} FROM escort_order WHERE id = ${id}`,
    );
    return row && orderOf(row);
  },

  async insert(order) {
    await run(
      db,
      sql`
      WITH created AS (INSERT INTO escort_order (${columnNames}) VALUES (${values(toOrderRow(order))}) RETURNING id)
      INSERT INTO order_shift (${shiftColumns})
      SELECT ${shiftColumns} FROM (${givenShifts(order)}) AS given WHERE EXISTS (SELECT FROM created)`,
    );
  },

  async update(order, expectedVersion) {
    if (order.version <= expectedVersion)
      throw new RangeError(`order ${order.id} must move to a higher version`);
    const { changed } = await rowOf<{ changed: number }>(db, updateStatement(order, expectedVersion));
    if (changed === 1) return done;
    const [stored] = await rowsOf<{ version: number }>(
      db,
      sql`SELECT version FROM escort_order WHERE id = ${order.id}`,
    );
    return err({ type: 'StaleVersion', ...(stored ? { currentVersion: stored.version } : {}) });
  },

  async countUnpaid(bookedBy) {
    // A statement of its own: the count must see what the transaction that held the lock has written.
    await run(db, sql`SELECT FROM account WHERE id = ${bookedBy} FOR NO KEY UPDATE`);
    return rowOf<{ pending: number; overdue: number }>(
      db,
      sql`SELECT count(*) FILTER (WHERE status = 'PENDING_PAYMENT')::integer AS pending,
          count(*) FILTER (WHERE status = 'ENDED' AND overdue)::integer AS overdue
        FROM escort_order WHERE booked_by = ${bookedBy} AND status IN ('PENDING_PAYMENT', 'ENDED')`,
    );
  },
});
