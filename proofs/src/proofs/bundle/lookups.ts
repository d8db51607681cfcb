import type { AppointmentId, BundleId, OfferId, OrderId } from '@banzhen/domain/shared/ids';
import type { OpenDatabase } from '@banzhen/postgres';
import { rowsOf, sql } from '@banzhen/postgres/testing';

/** The offer that the escort sees on their screen. */
export const liveOffer = async ({ db }: OpenDatabase, orderId: OrderId): Promise<OfferId | undefined> => {
  const [row] = await rowsOf<{ id: OfferId }>(
    db,
    sql`SELECT id FROM offer WHERE order_id = ${orderId} AND status = 'OPEN'`,
  );
  return row?.id;
};

/** The appointment that the desk sees. */
export const seatOf = async (
  { db }: OpenDatabase,
  bundleId: BundleId,
): Promise<AppointmentId | undefined> => {
  const [row] = await rowsOf<{ id: AppointmentId }>(
    db,
    sql`SELECT appointment_id AS id FROM visit_bundle WHERE id = ${bundleId}`,
  );
  return row?.id;
};
