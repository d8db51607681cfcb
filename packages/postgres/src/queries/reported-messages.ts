import type { ReportCause, ReportedMessage, Side } from '@banzhen/domain/conversations';
import { operations } from '@banzhen/domain/policy';
import type { Person } from '@banzhen/domain/shared/actor';
import type { OrderId } from '@banzhen/domain/shared/ids';
import { rowsOf } from '../database.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { at, instantOf } from '../sql-values.js';
import { type Statement, sql } from '../statement.js';
import { ordersRelatedTo } from './relation-sql.js';

/** A reported message as the desk lists it: where it stands and why it was reported, and not a word of it. */
export type ListedReport = ReportedMessage & {
  readonly orderNo: string;
  readonly cityCode: string;
  readonly side: Side;
  readonly saidAt: Date;
  /** Why, each cause once, by the first report of it. */
  readonly causes: readonly ReportCause[];
  /** How many have reported it. */
  readonly reports: number;
};

/** Where a page of reported messages ended. */
export type ReportPlace = { readonly isOpen: boolean } & Pick<ReportedMessage, 'since' | 'orderId' | 'seq'>;

type Row = Pick<ListedReport, 'seq' | 'status' | 'version' | 'side' | 'causes' | 'reports'> & {
  readonly order_id: OrderId;
  readonly order_no: string;
  readonly city_code: string;
  readonly since: string;
  readonly said_at: string;
};

const behind = ({ isOpen, since, orderId, seq }: ReportPlace): Statement =>
  sql`AND (matter.status <> 'open', matter.since, matter.order_id, matter.seq)
    > (${!isOpen}::boolean, ${at(since)}, ${orderId}::uuid, ${seq}::integer)`;

/**
 * Reported messages about orders of which the actor may look into conversations, those that wait before those that are closed, the
 * oldest first, at most `limit`, behind a place; only those that wait, or are closed, if `isOpen` is said.
 */
export const reportedMessages = async (
  { db }: SealedDatabase,
  actor: Person,
  page: {
    readonly now: Date;
    readonly limit: number;
    readonly isOpen?: boolean | undefined;
    readonly after?: ReportPlace | undefined;
  },
): Promise<readonly ListedReport[]> => {
  const { now, limit, isOpen, after } = page;
  const rows = await rowsOf<Row>(
    db,
    sql`SELECT matter.order_id, matter.seq, matter.status, matter.since, matter.version, escort_order.order_no,
        escort_order.city_code, said.side, said.at AS said_at, told.causes, told.reports
      FROM conversation_reported_message matter
      JOIN escort_order ON escort_order.id = matter.order_id
      JOIN conversation_message said ON said.order_id = matter.order_id AND said.seq = matter.seq
      CROSS JOIN LATERAL (SELECT sum(each.reports)::integer AS reports, json_agg(each.cause ORDER BY each.first) AS causes
        FROM (SELECT cause, count(*) AS reports, min(at) AS first FROM conversation_report
          WHERE order_id = matter.order_id AND seq = matter.seq GROUP BY cause) each) told
      WHERE matter.tenant_id = ${actor.tenantId}
        AND ${ordersRelatedTo(actor, operations['conversation.list-reports'].allow, now)}
        ${isOpen === undefined ? sql`` : sql`AND (matter.status = 'open') = ${isOpen}::boolean`}
        ${after ? behind(after) : sql``}
      ORDER BY (matter.status <> 'open'), matter.since, matter.order_id, matter.seq LIMIT ${limit}::integer`,
  );
  return rows.map(({ order_id, order_no, city_code, since, said_at, ...row }) => ({
    ...row,
    orderId: order_id,
    orderNo: order_no,
    cityCode: city_code,
    since: instantOf(since),
    saidAt: instantOf(said_at),
  }));
};
