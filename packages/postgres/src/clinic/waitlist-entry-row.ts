import type { WaitlistEntry, WaitlistEntryCommon } from '@banzhen/domain/waitlist';
import type { waitlistEntries } from '../schema/index.js';
import { optional, present } from '../sql-values.js';

export type WaitlistEntryRow = typeof waitlistEntries.$inferSelect;

const stateOf = (row: WaitlistEntryRow) => {
  const { status } = row;
  if (status === 'WAITING' || status === 'PAUSED') return { status } as const;
  const appointmentId = () => present(row.appointmentId, 'waitlist_entry.appointment_id');
  if (status === 'OFFERED') {
    const offeredUntil = present(row.offeredUntil, 'waitlist_entry.offered_until');
    return { status, appointmentId: appointmentId(), offeredUntil } as const;
  }
  const endedAt = present(row.endedAt, 'waitlist_entry.ended_at');
  return status === 'ACCEPTED'
    ? ({ status, appointmentId: appointmentId(), endedAt } as const)
    : ({ status, endedAt } as const);
};

export const fromWaitlistEntryRow = (row: WaitlistEntryRow): WaitlistEntry => {
  const { id, tenantId, hospitalId, departmentId, zone, patientId, personId, joinedBy, joinedAs } = row;
  const { createdAt, waitingSince, expiries, version } = row;
  const common: WaitlistEntryCommon = {
    id,
    target: { tenantId, hospitalId, departmentId, ...optional('doctorId', row.doctorId) },
    zone,
    wanted: { from: row.fromOn, until: row.untilOn },
    ...{ patientId, personId, joinedBy, joinedAs, createdAt, waitingSince, expiries, version },
  };
  return { ...common, ...stateOf(row) };
};
