import type { Order } from '@banzhen/domain/orders';
import type { AccountId, HospitalId, OrderId, TenantId } from '@banzhen/domain/shared/ids';
import { rowsOf } from '../database.js';
import { orderColumns, orderOf } from '../orders/postgres-orders.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts } from '../sealing/stored-texts.js';
import { uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';

export type BookedOrdersQuery = {
  readonly tenantId: TenantId;
  readonly bookedBy: AccountId;
  readonly hospitalIds: readonly HospitalId[];
  readonly after?: OrderId | undefined;
  readonly limit: number;
};

/** Orders that an account has booked at some hospitals, by id and only after `after`. */
export const ordersBookedBy = async (
  { db }: SealedDatabase,
  { tenantId, bookedBy, hospitalIds, after, limit }: BookedOrdersQuery,
): Promise<readonly Order[]> => {
  const found = await rowsOf<Record<string, unknown>>(
    db,
    sql`SELECT ${orderColumns} FROM escort_order
      WHERE booked_by = ${bookedBy} AND tenant_id = ${tenantId} AND hospital_id = ANY (${uuidArray(hospitalIds)})
        ${after === undefined ? sql.raw('') : sql`AND id > ${after}`}
      ORDER BY id LIMIT ${limit}::integer`,
  );
  return found.map(orderOf);
};

/** The escort of a shift by the name that families see. */
export type NamedEscort = { readonly orderId: OrderId; readonly shiftNo: number; readonly name: string };

type Row = {
  readonly ordered: OrderId;
  readonly shift_no: number;
  readonly account: string;
  readonly display_name: string;
};

/** Who has accepted shifts of these orders, of those that the partner who asks has booked. */
export const escortsOfPartnerOrders = async (
  database: SealedDatabase,
  orderIds: readonly OrderId[],
): Promise<readonly NamedEscort[]> => {
  const rows = await rowsOf<Row>(
    database.db,
    sql`SELECT * FROM partner_order_escorts(${uuidArray(orderIds)}) ORDER BY ordered, shift_no`,
  );
  const opened = await openTexts(
    database,
    rows.map((row) => ({ field: 'account.display_name', rowId: row.account, stored: row.display_name })),
  );
  return rows.map((row) => ({ orderId: row.ordered, shiftNo: row.shift_no, name: opened(row.display_name) }));
};
