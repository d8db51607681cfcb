import type { Bundle, BundleCommon } from '@banzhen/domain/bundles';
import type { visitBundles } from '../schema/index.js';
import { present } from '../sql-values.js';

export type BundleRow = typeof visitBundles.$inferSelect;

export const fromBundleRow = (row: BundleRow): Bundle => {
  const { id, tenantId, bookedBy, patientId, orderId, createdAt, version, status } = row;
  const seat = {
    appointmentId: row.appointmentId,
    sequence: row.seatSequence,
    startsAt: row.seatStartsAt,
  };
  const common: BundleCommon = { id, tenantId, bookedBy, patientId, orderId, seat, createdAt, version };
  if (status === 'CHOOSING')
    return { ...common, status, chooseBy: present(row.chooseBy, 'visit_bundle.choose_by') };
  if (status === 'RELEASED' || status === 'DONE')
    return { ...common, status, endedAt: present(row.endedAt, 'visit_bundle.ended_at') };
  return { ...common, status };
};
