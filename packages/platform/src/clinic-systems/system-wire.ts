import { type Appointment, type ClinicFinding, clinicRecordIn } from '@banzhen/domain/appointments';

/** What a system of a clinic is called for: paths below its address (docs/clinic-systems.md). */
export const systemCalls = ['book', 'query', 'release'] as const;
export type SystemCall = (typeof systemCalls)[number];

/** The body of every call: ids, instants and numbers, and nothing that says who the patient is. */
export const systemBody = ({ id, sitting, seat, patientId, sequence }: Appointment): string =>
  JSON.stringify({
    appointmentId: id,
    sequence,
    clinicId: sitting.hospitalId,
    departmentId: sitting.departmentId,
    doctorId: sitting.doctorId,
    sessionId: sitting.sessionId,
    visitOn: sitting.visitOn,
    startsAt: sitting.during.startsAt.toISOString(),
    endsAt: sitting.during.endsAt.toISOString(),
    ticket: seat.ticket,
    ...(seat.seatNo === undefined ? {} : { seatNo: seat.seatNo }),
    patientId,
  });

const fieldsOf = (text: string): { readonly answer?: unknown; readonly record?: unknown } => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
};

/** What a system says; whatever is not said in these words is `unknown`. */
export const systemAnswer = (text: string): ClinicFinding | { readonly kind: 'released' } => {
  const { answer, record } = fieldsOf(text);
  if (answer === 'booked') {
    const clinicRecord = typeof record === 'string' ? clinicRecordIn(record) : undefined;
    return clinicRecord === undefined ? { kind: 'unknown' } : { kind: 'booked', clinicRecord };
  }
  if (answer === 'rejected' || answer === 'absent' || answer === 'released') return { kind: answer };
  return { kind: 'unknown' };
};
