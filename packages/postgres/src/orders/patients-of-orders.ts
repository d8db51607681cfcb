import type { KeySubject } from '@banzhen/domain/privacy';
import type { OrderId, PatientId } from '@banzhen/domain/shared/ids';
import { type Database, rowsOf } from '../database.js';
import { uuidArray } from '../sql-values.js';
import { sql } from '../statement.js';

/** The patient of each order: what people write about an order is sealed with the patient's key. */
export const patientsOfOrders = async (
  db: Database,
  orders: readonly OrderId[],
): Promise<(order: OrderId) => KeySubject> => {
  const rows = await rowsOf<{ id: OrderId; patient: PatientId }>(
    db,
    sql`SELECT id, patient_id AS patient FROM escort_order WHERE id = ANY (${uuidArray(orders)})`,
  );
  const patients = new Map(rows.map(({ id, patient }) => [id, patient]));
  return (order) => {
    const id = patients.get(order);
    if (!id) throw new Error(`there is no order ${order}`);
    return { kind: 'patient', id };
  };
};
