import type { AccountId, OrderId } from '@banzhen/domain/shared/ids';
import { rowsOf } from '../database.js';
import { eventRowId } from '../orders/postgres-timeline.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { openTexts, type Stored, stored } from '../sealing/stored-texts.js';
import { instantOf, present } from '../sql-values.js';
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
  readonly refs: {
    readonly shiftNo?: number;
    readonly amountFen?: number;
    readonly distanceMetres?: number;
    readonly overruled?: readonly string[];
    readonly fault?: string;
    readonly movedFrom?: string;
    readonly movedTo?: string;
  };
};

type TimelineRaw = Omit<TimelineRow, 'at' | 'byName' | 'reason' | 'escortName'> & {
  readonly at: string;
  readonly version: number;
  readonly ordinal: number;
  readonly byAccount: AccountId | null;
  readonly byName: Stored;
  readonly reason: Stored;
  readonly escortAccount: AccountId | null;
  readonly escortName: Stored;
};

/** An order's history with names, oldest first. */
export const timelineOf = async (
  database: SealedDatabase,
  orderId: OrderId,
): Promise<readonly TimelineRow[]> => {
  const rows = await rowsOf<TimelineRaw>(
    database.db,
    sql`SELECT event.version, event.ordinal, event.type, event.transition AS "row", event.from_status AS "from",
          event.to_status AS "to", event.at, event.by_capacity AS "as", person.id AS "byAccount",
          ${stored('person', 'display_name')} AS "byName", ${stored('event', 'reason')} AS reason,
          who.id AS "escortAccount", ${stored('who', 'display_name')} AS "escortName", event.refs
        FROM order_event event
        LEFT JOIN account person ON person.id = event.by_account
        LEFT JOIN escort ON escort.id = (event.refs ->> 'escortId')::uuid
        LEFT JOIN account who ON who.id = escort.account_id
        WHERE event.order_id = ${orderId} ORDER BY event.version, event.ordinal`,
  );
  const texts = await openTexts(
    database,
    rows.flatMap((row) => [
      { field: 'account.display_name', rowId: row.byAccount ?? '', stored: row.byName },
      { field: 'account.display_name', rowId: row.escortAccount ?? '', stored: row.escortName },
      { field: 'order_event.reason', rowId: eventRowId({ orderId, ...row }), stored: row.reason },
    ]),
  );
  return rows.map(({ version: _, ordinal: _no, byAccount: _by, escortAccount: _who, ...row }) => ({
    ...row,
    at: instantOf(row.at),
    byName: texts(row.byName),
    reason: texts(row.reason),
    escortName: texts(row.escortName),
  }));
};

export type ServiceLogRow = {
  readonly step: string;
  readonly note: string;
  readonly at: Date;
  readonly escortName: string;
  readonly shiftNo: number;
};

type ServiceLogRaw = Omit<ServiceLogRow, 'at' | 'note' | 'escortName'> & {
  readonly id: string;
  readonly at: string;
  readonly note: Stored;
  readonly accountId: AccountId;
  readonly escortName: Stored;
};

/** An order's service log with names, oldest first. */
export const serviceLogOf = async (
  database: SealedDatabase,
  orderId: OrderId,
): Promise<readonly ServiceLogRow[]> => {
  const rows = await rowsOf<ServiceLogRaw>(
    database.db,
    sql`SELECT entry.id, entry.step, ${stored('entry', 'note')} AS note, entry.at, account.id AS "accountId",
          ${stored('account', 'display_name')} AS "escortName", entry.shift_no AS "shiftNo"
        FROM service_log entry JOIN escort ON escort.id = entry.escort_id JOIN account ON account.id = escort.account_id
        WHERE entry.order_id = ${orderId} ORDER BY entry.at, entry.id`,
  );
  const texts = await openTexts(
    database,
    rows.flatMap((row) => [
      { field: 'service_log.note', rowId: row.id, stored: row.note },
      { field: 'account.display_name', rowId: row.accountId, stored: row.escortName },
    ]),
  );
  return rows.map(({ step, shiftNo, ...row }) => ({
    step,
    shiftNo,
    at: instantOf(row.at),
    note: texts(present(row.note, 'note')),
    escortName: texts(row.escortName) ?? '',
  }));
};

export type ReviewRow = { readonly stars: number; readonly text: string; readonly at: Date };

export const reviewOf = async (
  database: SealedDatabase,
  orderId: OrderId,
): Promise<ReviewRow | undefined> => {
  const [row] = await rowsOf<{ stars: number; text: Stored; at: string }>(
    database.db,
    sql`SELECT stars, ${stored('review', 'text')} AS text, at FROM review WHERE order_id = ${orderId}`,
  );
  if (!row) return undefined;
  const texts = await openTexts(database, [{ field: 'review.text', rowId: orderId, stored: row.text }]);
  return { ...row, at: instantOf(row.at), text: texts(present(row.text, 'text')) };
};
