import {
  answerAppointmentInput,
  appointmentRef,
  appointmentRefWithReason,
  availabilityQuery,
  holdSeatInput,
  ownAppointmentsQuery,
  rescheduleAppointmentInput,
  sessionAppointmentsQuery,
  takeNumberInput,
} from '@banzhen/contracts';
import {
  type AppointmentAnswerDto,
  appointmentAnswer,
  appointmentDetail,
  appointmentPage,
  availability,
  sessionAppointments,
} from '@banzhen/contracts/appointment-answers';
import type { AppointmentAnswer, AppointmentRequest, Clinics } from '@banzhen/domain/clinics';
import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import type { Person } from '@banzhen/domain/shared/actor';
import {
  type AppointmentId,
  type ClinicSessionId,
  type DepartmentId,
  type DoctorId,
  type HospitalId,
  idFrom,
  type PatientId,
} from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';
import type { z } from 'zod';
import { procedureFor, router, unwrap } from '../trpc.js';

const answerDto = ({ heldUntil, sessionId, ...answer }: AppointmentAnswer): AppointmentAnswerDto => ({
  ...answer,
  clinicSessionId: sessionId,
  ...(heldUntil ? { heldUntil: heldUntil.toISOString() } : {}),
});

const requestOf = ({
  appointmentId,
  expectedVersion,
  reason,
}: z.output<typeof appointmentRefWithReason>): AppointmentRequest => ({
  appointmentId: idFrom<AppointmentId>(appointmentId),
  ...(expectedVersion === undefined ? {} : { expectedVersion }),
  ...(reason === undefined ? {} : { reason }),
});

/** A command about one appointment: its row of the authorization table, and the one use case that it calls. */
const command = (
  operation: OperationId,
  schema: typeof appointmentRef | typeof appointmentRefWithReason,
  run: (
    clinics: Clinics,
    actor: Person,
    request: AppointmentRequest,
  ) => Promise<Result<AppointmentAnswer, Refusal>>,
) =>
  procedureFor(operation)
    .input(schema)
    .output(appointmentAnswer)
    .mutation(async ({ ctx, input }) =>
      answerDto(unwrap(await run(ctx.platform.clinics, ctx.actor, requestOf(input)))),
    );

/** Seats of clinics: what there is, who has them, and what becomes of them. */
export const appointmentRouter = router({
  availability: procedureFor('availability.read')
    .input(availabilityQuery)
    .output(availability)
    .query(({ ctx, input: { hospitalId, departmentId, doctorId, from, until } }) =>
      ctx.platform.clinicReads.availability({
        hospitalId: idFrom<HospitalId>(hospitalId),
        departmentId: departmentId === undefined ? undefined : idFrom<DepartmentId>(departmentId),
        doctorId: doctorId === undefined ? undefined : idFrom<DoctorId>(doctorId),
        from,
        until,
      }),
    ),
  hold: procedureFor('appointment.hold')
    .input(holdSeatInput)
    .output(appointmentAnswer)
    .mutation(async ({ ctx, input: { clinicSessionId, patientId, idempotencyKey } }) =>
      answerDto(
        unwrap(
          await ctx.platform.clinics.holdSeat(ctx.actor, {
            sessionId: idFrom<ClinicSessionId>(clinicSessionId),
            patientId: idFrom<PatientId>(patientId),
            ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
          }),
        ),
      ),
    ),
  submit: command('appointment.submit', appointmentRef, (clinics, actor, request) =>
    clinics.submitAppointment(actor, request),
  ),
  cancel: command('appointment.cancel', appointmentRefWithReason, (clinics, actor, request) =>
    clinics.cancelAppointment(actor, request),
  ),
  reschedule: procedureFor('appointment.reschedule')
    .input(rescheduleAppointmentInput)
    .output(appointmentAnswer)
    .mutation(async ({ ctx, input }) =>
      answerDto(
        unwrap(
          await ctx.platform.clinics.rescheduleAppointment(ctx.actor, {
            ...requestOf(input),
            toSessionId: idFrom<ClinicSessionId>(input.toClinicSessionId),
          }),
        ),
      ),
    ),
  answer: procedureFor('appointment.answer')
    .input(answerAppointmentInput)
    .output(appointmentAnswer)
    .mutation(async ({ ctx, input }) => {
      const { answer, clinicRecord } = input;
      const said = { answer, ...(clinicRecord === undefined ? {} : { clinicRecord }) };
      const request = { ...requestOf(input), ...said };
      return answerDto(unwrap(await ctx.platform.clinics.answerForClinic(ctx.actor, request)));
    }),
  takeNumber: procedureFor('appointment.take-number')
    .input(takeNumberInput)
    .output(appointmentAnswer)
    .mutation(async ({ ctx, input: { position, ...input } }) => {
      const request = { ...requestOf(input), ...(position ? { position } : {}) };
      return answerDto(unwrap(await ctx.platform.clinics.takeNumber(ctx.actor, request)));
    }),
  complete: command('appointment.complete', appointmentRef, (clinics, actor, request) =>
    clinics.completeAppointment(actor, request),
  ),
  markNoShow: command('appointment.mark-no-show', appointmentRef, (clinics, actor, request) =>
    clinics.markNoShow(actor, request),
  ),
  proposeVoid: command('appointment.propose-void', appointmentRefWithReason, (clinics, actor, request) =>
    clinics.proposeVoid(actor, request),
  ),
  void: command('appointment.void', appointmentRefWithReason, (clinics, actor, request) =>
    clinics.voidAppointment(actor, request),
  ),
  own: procedureFor('appointment.list')
    .input(ownAppointmentsQuery)
    .output(appointmentPage)
    .query(({ ctx, input: { limit, cursor } }) =>
      ctx.platform.clinicReads.ownAppointments(ctx.actor, {
        limit,
        before: cursor === undefined ? undefined : idFrom<AppointmentId>(cursor),
      }),
    ),
  read: procedureFor('appointment.read')
    .input(appointmentRef.pick({ appointmentId: true }))
    .output(appointmentDetail)
    .query(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.clinicReads.appointmentDetail(
          ctx.actor,
          idFrom<AppointmentId>(input.appointmentId),
        ),
      ),
    ),
  ofSession: procedureFor('appointment.list-of-session')
    .input(sessionAppointmentsQuery)
    .output(sessionAppointments)
    .query(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.clinicReads.sessionAppointments(
          ctx.actor,
          idFrom<ClinicSessionId>(input.clinicSessionId),
        ),
      ),
    ),
});
