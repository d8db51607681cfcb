import type { Stranded, StrandedOrders } from '@banzhen/domain/orders';
import type { EscortId, OrderId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf } from '../database.js';
import { at, instantOf } from '../sql-values.js';
import { sql } from '../statement.js';

/** Found from the few escorts who are off work: their accepted shifts that can still be given up. */
export const postgresStrandedOrders = (db: Database): StrandedOrders => ({
  async due({ now, after, most }) {
    const rows = await rowsOf<{ order_id: OrderId; escort_id: EscortId; starts_at: string }>(
      db,
      sql`SELECT shift.order_id, shift.escort_id, min(shift.starts_at) AS starts_at
        FROM escort
          JOIN order_shift shift ON shift.escort_id = escort.id AND shift.cover = 'accepted' AND shift.ends_at > ${at(now)}
          JOIN escort_order ON escort_order.id = shift.order_id
        WHERE escort.certification <> 'APPROVED'
          AND (escort_order.status IN ('PAID', 'ASSIGNED', 'ACCEPTED', 'EN_ROUTE')
            OR escort_order.status = 'ARRIVED' AND shift.no > 1
            OR escort_order.status = 'SERVING' AND shift.no > escort_order.current_shift_no)
        GROUP BY shift.order_id, shift.escort_id
        HAVING ${after === undefined} OR (min(shift.starts_at), shift.order_id, shift.escort_id)
          > (${at(after?.startsAt ?? now)}, ${after?.orderId ?? null}::uuid, ${after?.escortId ?? null}::uuid)
        ORDER BY min(shift.starts_at), shift.order_id, shift.escort_id LIMIT ${most}::integer`,
    );
    return rows.map(
      ({ order_id, escort_id, starts_at }): Stranded => ({
        orderId: order_id,
        escortId: escort_id,
        startsAt: instantOf(starts_at),
      }),
    );
  },
});
