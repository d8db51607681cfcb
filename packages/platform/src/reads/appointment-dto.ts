import type { AppointmentSeenDto } from '@banzhen/contracts';
import { stopNotice } from '@banzhen/domain/clinics';
import type { Calendar } from '@banzhen/domain/shared/calendar';
import type { NamedAppointment } from '@banzhen/postgres/queries';

/** An appointment as screens show it. */
export const appointmentDto = (
  { appointment, voidProposedBy: _, ...names }: NamedAppointment,
  calendar: Calendar,
): AppointmentSeenDto => ({
  ...names,
  appointmentId: appointment.id,
  clinicSessionId: appointment.sitting.sessionId,
  status: appointment.status,
  seat: appointment.seat,
  version: appointment.version,
  patientId: appointment.patientId,
  visitOn: appointment.sitting.visitOn,
  zone: appointment.sitting.zone,
  startsAt: appointment.sitting.during.startsAt.toISOString(),
  endsAt: appointment.sitting.during.endsAt.toISOString(),
  sequence: appointment.sequence,
  ...('heldUntil' in appointment ? { heldUntil: appointment.heldUntil.toISOString() } : {}),
  ...('clinicRecord' in appointment ? { clinicRecord: appointment.clinicRecord } : {}),
  ...(appointment.status === 'PROVIDER_CANCELLED'
    ? { notice: stopNotice({ ...names, ...appointment.sitting }, calendar) }
    : {}),
});
