import type { Bundle } from '@banzhen/domain/bundles';
import type { OrderStatus } from '@banzhen/domain/orders';
import { operations, type Relation } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import type { BundleId } from '@banzhen/domain/shared/ids';
import { fromBundleRow } from '../bundles/bundle-row.js';
import { rowsOf } from '../database.js';
import { visitBundles } from '../schema/index.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { instantOf } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { tableRows } from '../table-rows.js';
import { type NamedAppointment, namedAppointments } from './appointments.js';
import { ordersRelatedTo } from './relation-sql.js';

const rows = tableRows(visitBundles);

/** A visit bundle with what a screen shows of its halves. */
export type ShownBundle = {
  readonly bundle: Bundle;
  readonly order: {
    readonly orderNo: string;
    readonly status: OrderStatus;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly totalFen: number;
    readonly payBy?: Date;
  };
  readonly seat: NamedAppointment;
};

type Row = Readonly<Record<string, unknown>> & {
  readonly order_no: string;
  readonly order_status: OrderStatus;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly total_fen: string;
  readonly pay_by: string | null;
};

const shown = async (
  database: SealedDatabase,
  where: Statement,
  limit: number,
): Promise<readonly ShownBundle[]> => {
  const found = await rowsOf<Row>(
    database.db,
    sql`SELECT ${rows.columns}, escort_order.order_no, escort_order.status AS order_status, escort_order.starts_at,
        escort_order.ends_at, escort_order.total_fen, escort_order.pay_by
      FROM visit_bundle JOIN escort_order ON escort_order.id = visit_bundle.order_id
      WHERE ${where} ORDER BY visit_bundle.id DESC LIMIT ${limit}::integer`,
  );
  const read = found.map((row) => ({ row, bundle: fromBundleRow(rows.read(row)) }));
  const seats = await namedAppointments(
    database,
    read.map(({ bundle }) => bundle.seat.appointmentId),
  );
  const seatOf = new Map(seats.map((seat) => [seat.appointment.id, seat]));
  return read.flatMap(({ row, bundle }) => {
    const seat = seatOf.get(bundle.seat.appointmentId);
    const order = {
      orderNo: row.order_no,
      status: row.order_status,
      startsAt: instantOf(row.starts_at),
      endsAt: instantOf(row.ends_at),
      totalFen: Number(row.total_fen),
      ...(row.pay_by ? { payBy: instantOf(row.pay_by) } : {}),
    };
    return seat ? [{ bundle, order, seat }] : [];
  });
};

export type BundlePage = {
  readonly now: Date;
  readonly limit: number;
  readonly before?: BundleId | undefined;
};

/** Whose order somebody stands in one of these relations to, the newest first, only before `before`. */
const related = (
  database: SealedDatabase,
  actor: Person,
  relations: readonly Relation[],
  { now, limit, before }: BundlePage,
  also: Statement,
): Promise<readonly ShownBundle[]> =>
  shown(
    database,
    sql`visit_bundle.order_id IN (SELECT id FROM escort_order WHERE ${ordersRelatedTo(actor, relations, now)})
      AND ${also} ${before === undefined ? sql.raw('') : sql`AND visit_bundle.id < ${before}`}`,
    limit,
  );

const familyRelations = ['booker', 'proxy-view'] as const;

/** Those of somebody's own making, and of patients whom they may see. */
export const ownBundles = (
  database: SealedDatabase,
  actor: Person,
  page: BundlePage,
): Promise<readonly ShownBundle[]> => related(database, actor, familyRelations, page, sql.raw('true'));

/** Those that are held together now, of the orders that a member of the staff may see. */
export const liveBundles = (
  database: SealedDatabase,
  actor: Person,
  page: BundlePage,
): Promise<readonly ShownBundle[]> =>
  related(database, actor, operations['bundle.list-open'].allow, page, sql.raw('visit_bundle.is_live'));

export const shownBundle = async (database: SealedDatabase, id: BundleId): Promise<ShownBundle | undefined> =>
  (await shown(database, sql`visit_bundle.id = ${id}`, 1))[0];
