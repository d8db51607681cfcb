import type { Appointment } from '@banzhen/domain/appointments';
import type { AppointmentAnswer, AppointmentRequest } from '@banzhen/domain/clinics';
import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import type { PartnerActor } from '@banzhen/domain/shared/actor';
import {
  type AppointmentId,
  type ClinicSessionId,
  type HospitalId,
  idFrom,
  type PatientId,
} from '@banzhen/domain/shared/ids';
import { ok, type Result } from '@banzhen/domain/shared/result';
import type { Platform } from '@banzhen/platform';
import type { z } from '@hono/zod-openapi';
import { cursorsOf } from './cursor.js';
import * as schemas from './schemas.js';
import type { Read, Write } from './serve.js';

const changedAnswer = (answer: AppointmentAnswer): z.input<typeof schemas.changedAppointment> => {
  const { heldUntil, ...rest } = answer;
  return { ...rest, ...(heldUntil ? { heldUntil: heldUntil.toISOString() } : {}) };
};

const appointmentAnswer = (appointment: Appointment): z.input<typeof schemas.appointment> => {
  const { id, sitting, seat, patientId, status, sequence, version } = appointment;
  return {
    appointmentId: id,
    clinicId: sitting.hospitalId,
    sessionId: sitting.sessionId,
    departmentId: sitting.departmentId,
    doctorId: sitting.doctorId,
    patientId,
    status,
    seat,
    visitOn: sitting.visitOn,
    startsAt: sitting.during.startsAt.toISOString(),
    endsAt: sitting.during.endsAt.toISOString(),
    sequence,
    ...('heldUntil' in appointment ? { heldUntil: appointment.heldUntil.toISOString() } : {}),
    ...('clinicRecord' in appointment ? { clinicRecord: appointment.clinicRecord } : {}),
    version,
  };
};

export const holdAppointment: Write<
  typeof schemas.noParams,
  typeof schemas.wantedSeat,
  typeof schemas.changedAppointment
> = {
  operation: 'appointment.hold',
  path: '/appointments',
  summary: 'Hold a seat for a patient who has been at a hospital of this key (H1)',
  body: schemas.wantedSeat,
  answer: schemas.changedAppointment,
  makes: ({ appointmentId }) => `/v1/appointments/${appointmentId}`,
  async write({ clinics }, actor, { body, idempotencyKey }) {
    const held = await clinics.holdSeat(actor, {
      sessionId: idFrom<ClinicSessionId>(body.sessionId),
      patientId: idFrom<PatientId>(body.patientId),
      idempotencyKey,
    });
    return held.ok ? ok(changedAnswer(held.value)) : held;
  },
};

const appointmentsAnswer = schemas.page(schemas.appointment);
export const listAppointments: Read<
  typeof schemas.clinicParams,
  typeof schemas.pageQuery,
  typeof appointmentsAnswer
> = {
  operation: 'appointment.list-of-hospital',
  path: '/clinics/{clinicId}/appointments',
  summary: 'Appointments of a hospital on some days, by id',
  params: schemas.clinicParams,
  query: schemas.pageQuery,
  answer: appointmentsAnswer,
  async read({ partnerReads }, actor, { params, query: { from, until, cursor, limit } }) {
    const cursors = cursorsOf('appointments', params.clinicId, from, until);
    const after = cursors.read(cursor, 1);
    if (!after.ok) return after;
    const [id] = after.value ?? [];
    const found = await partnerReads.appointments(actor, {
      hospitalIds: [idFrom<HospitalId>(params.clinicId)],
      from,
      until,
      after: id === undefined ? undefined : idFrom<AppointmentId>(id),
      limit: limit + 1,
    });
    if (!found.ok) return found;
    return ok(
      cursors.page(found.value.map(appointmentAnswer), limit, ({ appointmentId }) => [appointmentId]),
    );
  },
};

export const readAppointment: Read<
  typeof schemas.appointmentParams,
  typeof schemas.noQuery,
  typeof schemas.appointment
> = {
  operation: 'appointment.read',
  path: '/appointments/{appointmentId}',
  summary: 'One appointment; that it was looked at is noted',
  params: schemas.appointmentParams,
  answer: schemas.appointment,
  async read({ partnerReads }, actor, { params }) {
    const found = await partnerReads.appointment(actor, idFrom<AppointmentId>(params.appointmentId));
    return found.ok ? ok(appointmentAnswer(found.value)) : found;
  },
};

type Command<Body extends z.ZodObject> = Write<
  typeof schemas.appointmentParams,
  Body,
  typeof schemas.changedAppointment
>;

const command = <Body extends z.ZodObject>(
  { operation, name, summary, body }: { operation: OperationId; name: string; summary: string; body: Body },
  run: (
    clinics: Platform['clinics'],
    actor: PartnerActor,
    request: AppointmentRequest,
    body: z.output<Body>,
  ) => Promise<Result<AppointmentAnswer, Refusal>>,
): Command<Body> => ({
  operation,
  path: `/appointments/{appointmentId}/${name}`,
  summary,
  params: schemas.appointmentParams,
  body,
  answer: schemas.changedAppointment,
  async write({ clinics }, actor, { params, body: given, ...asked }) {
    const request = { ...asked, appointmentId: idFrom<AppointmentId>(params.appointmentId) };
    const changed = await run(clinics, actor, request, given);
    return changed.ok ? ok(changedAnswer(changed.value)) : changed;
  },
});

const withReason = (request: AppointmentRequest, reason: string | undefined): AppointmentRequest =>
  reason === undefined ? request : { ...request, reason };

export const submitAppointment = command(
  {
    operation: 'appointment.submit',
    name: 'submit',
    summary: 'The seat that this partner holds is wanted; the clinic is asked (H3)',
    body: schemas.nothing,
  },
  (clinics, actor, request) => clinics.submitAppointment(actor, request),
);
export const confirmAppointment = command(
  {
    operation: 'appointment.answer',
    name: 'confirm',
    summary: 'The clinic has it, under a record of its own (H4)',
    body: schemas.clinicRecord,
  },
  (clinics, actor, request, { clinicRecord }) =>
    clinics.answerForClinic(actor, { ...request, answer: 'booked', clinicRecord }),
);
export const rejectAppointment = command(
  {
    operation: 'appointment.answer',
    name: 'reject',
    summary: 'The clinic does not take it (H5)',
    body: schemas.nothing,
  },
  (clinics, actor, request) => clinics.answerForClinic(actor, { ...request, answer: 'rejected' }),
);
export const rescheduleAppointment = command(
  {
    operation: 'appointment.reschedule',
    name: 'reschedule',
    summary: 'The same appointment with a seat of another session (H6)',
    body: schemas.otherSession,
  },
  (clinics, actor, request, { toSessionId, reason }) =>
    clinics.rescheduleAppointment(actor, {
      ...withReason(request, reason),
      toSessionId: idFrom<ClinicSessionId>(toSessionId),
    }),
);
export const cancelAppointment = command(
  {
    operation: 'appointment.cancel',
    name: 'cancel',
    summary: 'Cancelled by the clinic (H7)',
    body: schemas.mayBeReasoned,
  },
  (clinics, actor, request, { reason }) => clinics.cancelAppointment(actor, withReason(request, reason)),
);
export const checkInAppointment = command(
  {
    operation: 'appointment.take-number',
    name: 'check-in',
    summary: 'The patient has come, on the day of the visit (H9)',
    body: schemas.nothing,
  },
  (clinics, actor, request) => clinics.takeNumber(actor, request),
);
export const completeAppointment = command(
  {
    operation: 'appointment.complete',
    name: 'complete',
    summary: 'The patient was seen (H10)',
    body: schemas.nothing,
  },
  (clinics, actor, request) => clinics.completeAppointment(actor, request),
);
export const markNoShow = command(
  {
    operation: 'appointment.mark-no-show',
    name: 'no-show',
    summary: 'Nobody came, and the grace is over (H11)',
    body: schemas.nothing,
  },
  (clinics, actor, request) => clinics.markNoShow(actor, request),
);
