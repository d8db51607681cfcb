import { z } from 'zod';
import { type Answer, count, id, instant, list, title, version } from './answer.js';

const status = z.enum([
  'HELD',
  'EXPIRED',
  'PENDING_CONFIRM',
  'BOOKED',
  'REJECTED',
  'CANCELLED',
  'PROVIDER_CANCELLED',
  'CHECKED_IN',
  'FULFILLED',
  'NO_SHOW',
  'ENTERED_IN_ERROR',
]);

const seat = z.object({
  ticket: z.int().positive(),
  /** Which of the timed seats. */
  seatNo: z.int().positive().exactOptional(),
});

/** What a command about an appointment answers. */
export const appointmentAnswer = z.object({
  appointmentId: id,
  clinicSessionId: id,
  status,
  seat,
  version,
  heldUntil: instant.exactOptional(),
});
export type AppointmentAnswerDto = Answer<typeof appointmentAnswer>;

const who = z.object({
  hospitalName: z.string(),
  departmentName: z.string(),
  doctorName: z.string(),
  doctorTitle: z.string(),
});

/** A session as somebody who wants a seat of it sees it at this moment. */
export const sessionOffer = who.extend({
  clinicSessionId: id,
  doctorId: id,
  departmentId: id,
  /** A day of the clinic's calendar. */
  visitOn: z.string(),
  zone: z.string(),
  startsAt: instant,
  endsAt: instant,
  capacity: count,
  offer: z.enum(['open', 'full', 'not-open']),
  /** Seats on sale, where it is open. */
  remaining: count.exactOptional(),
  /** When it goes on sale, where that is known. */
  opensAt: instant.exactOptional(),
  /** Why it is not on sale. */
  because: z.enum(['SessionNotOpen', 'BookingClosed', 'TooFarAhead', 'OutsideBookingHours']).exactOptional(),
});
export type SessionOfferDto = Answer<typeof sessionOffer>;

export const availability = z.object({ sessions: list(sessionOffer), serverNow: instant });
export type AvailabilityDto = Answer<typeof availability>;

const history = z.object({
  type: z.string(),
  row: z.string(),
  from: status.nullable(),
  to: status,
  version,
  at: instant,
  by: z.string(),
  reason: z.string().exactOptional(),
});

/** An appointment as its family and the staff see it. */
export const appointmentSeen = appointmentAnswer.extend({
  ...who.shape,
  roomName: z.string(),
  patientId: id,
  patientName: z.string(),
  visitOn: z.string(),
  zone: z.string(),
  startsAt: instant,
  endsAt: instant,
  /** What the clinic calls it. */
  clinicRecord: z.string().exactOptional(),
  /** How often it was moved. */
  sequence: count,
  /** An administrator has proposed to void it as it is: for the desk, which needs another one to agree. */
  voidProposed: z.enum(['by-you', 'by-another']).exactOptional(),
  /** What the family is told where the clinic has cancelled it. */
  notice: title.exactOptional(),
});
export type AppointmentSeenDto = Answer<typeof appointmentSeen>;

export const appointmentDetail = appointmentSeen.extend({ history: list(history), serverNow: instant });
export type AppointmentDetailDto = Answer<typeof appointmentDetail>;

export const appointmentPage = z.object({
  appointments: list(appointmentSeen),
  nextCursor: id.exactOptional(),
});
export type AppointmentPageDto = Answer<typeof appointmentPage>;

/** All seats that were ever given of a session. */
export const sessionAppointments = z.object({
  clinicSessionId: id,
  capacity: count,
  remaining: count,
  appointments: list(appointmentSeen),
});
export type SessionAppointmentsDto = Answer<typeof sessionAppointments>;

/** What stopping a session would do now to each appointment that has a seat of it, and what families would be told. */
export const stopPreview = z.object({
  clinicSessionId: id,
  /** For the command: what was decided about is what is stopped. */
  version,
  affected: list(
    z.object({
      appointmentId: id,
      patientName: z.string(),
      seat,
      status,
      effect: z.enum(['stopped', 'given-up', 'rejected', 'stays']),
    }),
  ),
  /** Absent where nobody is to be told. */
  notice: title.exactOptional(),
});
export type StopPreviewDto = Answer<typeof stopPreview>;
