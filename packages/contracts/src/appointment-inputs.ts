import { z } from 'zod';
import { position } from './inputs.js';
import { id, idempotencyKey, reason, text } from './primitives.js';

/** A day of the clinic's calendar, `YYYY-MM-DD`. */
const day = z.iso.date();

/** At most five weeks at a time; both days are included. */
const MOST_DAYS = 35;
const DAY_MS = 86_400_000;

export const availabilityQuery = z
  .strictObject({
    hospitalId: id,
    departmentId: id.optional(),
    doctorId: id.optional(),
    from: day,
    until: day,
  })
  .refine(({ from, until }) => from <= until, 'until is before from')
  .refine(
    ({ from, until }) => Date.parse(until) - Date.parse(from) <= MOST_DAYS * DAY_MS,
    `at most ${MOST_DAYS} days at a time`,
  );

export const holdSeatInput = z.strictObject({
  clinicSessionId: id,
  patientId: id,
  idempotencyKey: idempotencyKey.optional(),
});

/** An appointment and, if the caller wants to be sure, the version that they saw. */
export const appointmentRef = z.strictObject({
  appointmentId: id,
  expectedVersion: z.int().positive().optional(),
});
export const appointmentRefWithReason = appointmentRef.extend({ reason: reason.optional() });
/** At a desk nobody asks where the phone is. */
export const takeNumberInput = appointmentRef.extend({ position: position.optional() });
export const rescheduleAppointmentInput = appointmentRefWithReason.extend({ toClinicSessionId: id });

export const ownAppointmentsQuery = z.strictObject({
  limit: z.int().min(1).max(100).default(50),
  /** Of the page before. */
  cursor: id.optional(),
});
export const sessionAppointmentsQuery = z.strictObject({ clinicSessionId: id });

/** What a clinic said when it was asked; `clinicRecord` is what it calls an appointment that it takes. */
export const answerAppointmentInput = appointmentRef.extend({
  answer: z.enum(['booked', 'rejected']),
  clinicRecord: text(60).optional(),
});
