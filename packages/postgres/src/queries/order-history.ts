import type { OrderId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf } from '../database.js';
import { instantOf } from '../sql-values.js';
import { sql } from '../statement.js';

export type TimelineRow = {
  readonly type: string;
  readonly row: string;
  readonly from: string | null;
  readonly to: string;
  readonly at: Date;
  readonly as: string;
  readonly byName: string | null;
  readonly reason: string | null;
  readonly escortName: string | null;
  readonly refs: { readonly shiftNo?: number; readonly amountFen?: number; readonly distanceMetres?: number };
};

/** An order's history with names, oldest first. */
export const timelineOf = async (db: Database, orderId: OrderId): Promise<readonly TimelineRow[]> => {
  const rows = await rowsOf<Omit<TimelineRow, 'at'> & { at: string }>(
    db,
    sql`SELECT event.type, event.transition AS "row", event.from_status AS "from", event.to_status AS "to", event.at,
          event.by_capacity AS "as", person.display_name AS "byName", event.reason, who.display_name AS "escortName", event.refs
        FROM order_event event
        LEFT JOIN account person ON person.id = event.by_account
        LEFT JOIN escort ON escort.id = (event.refs ->> 'escortId')::uuid
        LEFT JOIN account who ON who.id = escort.account_id
        WHERE event.order_id = ${orderId} ORDER BY event.version, event.ordinal`,
  );
  return rows.map((row) => ({ ...row, at: instantOf(row.at) }));
};

export type ServiceLogRow = {
  readonly step: string;
  readonly note: string;
  readonly at: Date;
  readonly escortName: string;
  readonly shiftNo: number;
};

/** An order's service log with names, oldest first. */
export const serviceLogOf = async (db: Database, orderId: OrderId): Promise<readonly ServiceLogRow[]> => {
  const rows = await rowsOf<Omit<ServiceLogRow, 'at'> & { at: string }>(
    db,
    sql`SELECT entry.step, entry.note, entry.at, account.display_name AS "escortName", entry.shift_no AS "shiftNo"
        FROM service_log entry JOIN escort ON escort.id = entry.escort_id JOIN account ON account.id = escort.account_id
        WHERE entry.order_id = ${orderId} ORDER BY entry.at, entry.id`,
  );
  return rows.map((row) => ({ ...row, at: instantOf(row.at) }));
};

export type ReviewRow = { readonly stars: number; readonly text: string; readonly at: Date };

export const reviewOf = async (db: Database, orderId: OrderId): Promise<ReviewRow | undefined> => {
  const [row] = await rowsOf<{ stars: number; text: string; at: string }>(
    db,
    sql`SELECT stars, text, at FROM review WHERE order_id = ${orderId}`,
  );
  return row && { ...row, at: instantOf(row.at) };
};
