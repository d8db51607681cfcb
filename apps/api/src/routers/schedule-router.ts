import {
  addDepartmentInput,
  addDoctorInput,
  addExceptionInput,
  addRoomInput,
  addTemplateInput,
  changeCapacityInput,
  changeDepartmentInput,
  changeDoctorInput,
  changeRoomInput,
  changeTemplateInput,
  clinicSessionInput,
  draftSessionInput,
  endTemplateInput,
  exceptionInput,
  hospitalDatesInput,
  hospitalInput,
  previewStopInput,
  setHolidayInput,
} from '@banzhen/contracts';
import { stopPreview } from '@banzhen/contracts/appointment-answers';
import {
  clinicDirectory,
  clinicSessionAnswer,
  clinicSessions,
  plannedHospitals,
  publishedSchedule,
  releases,
  savedDepartment,
  savedDoctor,
  savedException,
  savedHoliday,
  savedRoom,
  savedTemplate,
  schedulePreview,
  stoppedClinic,
  templates,
} from '@banzhen/contracts/schedule-answers';
import {
  type ClinicSessionId,
  type DoctorId,
  type ExceptionId,
  idFrom,
  type TemplateId,
} from '@banzhen/domain/shared/ids';
import { directoryAnswer, previewAnswer, sessionsAnswer, templatesAnswer } from '../schedule-answers.js';
import {
  effectiveOf,
  exceptionOf,
  hospitalOf,
  inDepartment,
  inRoom,
  planOf,
  requestOf,
  weekOf,
} from '../schedule-commands.js';
import { procedureFor, router, unwrap } from '../trpc.js';

const templateOf = (input: { readonly templateId: string; readonly expectedVersion: number }) => ({
  templateId: idFrom<TemplateId>(input.templateId),
  expectedVersion: input.expectedVersion,
});

/** What the staff of clinics do about departments, weekly hours and clinic sessions (C6, C7, C16, C17). */
export const scheduleRouter = router({
  hospitals: procedureFor('schedule.read')
    .output(plannedHospitals)
    .query(({ ctx }) => ctx.platform.clinicReads.plannedHospitals(ctx.actor)),
  directory: procedureFor('directory.read')
    .input(hospitalInput)
    .output(clinicDirectory)
    .query(async ({ ctx, input }) =>
      directoryAnswer(unwrap(await ctx.platform.schedules.listDirectory(ctx.actor, hospitalOf(input)))),
    ),
  addDepartment: procedureFor('directory.change')
    .input(addDepartmentInput)
    .output(savedDepartment)
    .mutation(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.schedules.addDepartment(ctx.actor, { ...hospitalOf(input), name: input.name }),
      ),
    ),
  changeDepartment: procedureFor('directory.change')
    .input(changeDepartmentInput)
    .output(savedDepartment)
    .mutation(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.schedules.changeDepartment(ctx.actor, {
          ...inDepartment(input),
          name: input.name,
        }),
      ),
    ),
  addDoctor: procedureFor('directory.change')
    .input(addDoctorInput)
    .output(savedDoctor)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.schedules.addDoctor(ctx.actor, { ...input, ...inDepartment(input) })),
    ),
  changeDoctor: procedureFor('directory.change')
    .input(changeDoctorInput)
    .output(savedDoctor)
    .mutation(async ({ ctx, input }) => {
      const doctorId = idFrom<DoctorId>(input.doctorId);
      const command = { ...input, ...inDepartment(input), doctorId };
      return unwrap(await ctx.platform.schedules.changeDoctor(ctx.actor, command));
    }),
  addRoom: procedureFor('directory.change')
    .input(addRoomInput)
    .output(savedRoom)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.schedules.addRoom(ctx.actor, { ...hospitalOf(input), name: input.name })),
    ),
  changeRoom: procedureFor('directory.change')
    .input(changeRoomInput)
    .output(savedRoom)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.schedules.changeRoom(ctx.actor, { ...inRoom(input), name: input.name })),
    ),
  templates: procedureFor('schedule.read')
    .input(hospitalDatesInput)
    .output(templates)
    .query(async ({ ctx, input }) =>
      templatesAnswer(
        unwrap(await ctx.platform.schedules.listTemplates(ctx.actor, { ...input, ...hospitalOf(input) })),
      ),
    ),
  addTemplate: procedureFor('schedule.change')
    .input(addTemplateInput)
    .output(savedTemplate)
    .mutation(async ({ ctx, input }) => {
      const who = { ...inDepartment(input), doctorId: idFrom<DoctorId>(input.doctorId) };
      const command = { ...who, ...effectiveOf(input), week: weekOf(input.week) };
      return unwrap(await ctx.platform.schedules.addTemplate(ctx.actor, command));
    }),
  changeTemplate: procedureFor('schedule.change')
    .input(changeTemplateInput)
    .output(savedTemplate)
    .mutation(async ({ ctx, input }) => {
      const command = { ...templateOf(input), ...effectiveOf(input), week: weekOf(input.week) };
      return unwrap(await ctx.platform.schedules.changeTemplate(ctx.actor, command));
    }),
  endTemplate: procedureFor('schedule.change')
    .input(endTemplateInput)
    .output(savedTemplate)
    .mutation(async ({ ctx, input }) => {
      const command = { ...templateOf(input), effectiveUntil: input.effectiveUntil };
      return unwrap(await ctx.platform.schedules.endTemplate(ctx.actor, command));
    }),
  addException: procedureFor('schedule.change')
    .input(addExceptionInput)
    .output(savedException)
    .mutation(async ({ ctx, input }) => {
      const templateId = idFrom<TemplateId>(input.templateId);
      const command = { templateId, exception: exceptionOf(input.exception) };
      return unwrap(await ctx.platform.schedules.addException(ctx.actor, command));
    }),
  removeException: procedureFor('schedule.change')
    .input(exceptionInput)
    .output(savedException)
    .mutation(async ({ ctx, input }) => {
      const templateId = idFrom<TemplateId>(input.templateId);
      const exceptionId = idFrom<ExceptionId>(input.exceptionId);
      return unwrap(await ctx.platform.schedules.removeException(ctx.actor, { templateId, exceptionId }));
    }),
  setHoliday: procedureFor('holiday.set')
    .input(setHolidayInput)
    .output(savedHoliday)
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.platform.schedules.setHoliday(ctx.actor, input.rule));
      return { isSaved: true };
    }),
  preview: procedureFor('schedule.publish')
    .input(hospitalDatesInput)
    .output(schedulePreview)
    .query(async ({ ctx, input }) =>
      previewAnswer(
        unwrap(await ctx.platform.schedules.previewSchedule(ctx.actor, { ...input, ...hospitalOf(input) })),
      ),
    ),
  publish: procedureFor('schedule.publish')
    .input(hospitalDatesInput)
    .output(publishedSchedule)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.schedules.publishSchedule(ctx.actor, { ...input, ...hospitalOf(input) })),
    ),
  sessions: procedureFor('schedule.read')
    .input(hospitalDatesInput)
    .output(clinicSessions)
    .query(async ({ ctx, input }) =>
      sessionsAnswer(
        unwrap(await ctx.platform.schedules.listSessions(ctx.actor, { ...input, ...hospitalOf(input) })),
      ),
    ),
  releases: procedureFor('schedule.read')
    .input(hospitalDatesInput)
    .output(releases)
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.releaseReads.releases(ctx.actor, { ...input, ...hospitalOf(input) })),
    ),
  draftSession: procedureFor('clinic-session.draft')
    .input(draftSessionInput)
    .output(clinicSessionAnswer)
    .mutation(async ({ ctx, input }) => {
      const who = { ...inDepartment(input), doctorId: idFrom<DoctorId>(input.doctorId) };
      const command = { ...who, date: input.date, plan: planOf(input.plan) };
      return unwrap(await ctx.platform.schedules.draftSession(ctx.actor, command));
    }),
  publishSession: procedureFor('clinic-session.publish')
    .input(clinicSessionInput)
    .output(clinicSessionAnswer)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.schedules.publishSession(ctx.actor, requestOf(input))),
    ),
  closeSession: procedureFor('clinic-session.close')
    .input(clinicSessionInput)
    .output(clinicSessionAnswer)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.schedules.closeSession(ctx.actor, requestOf(input))),
    ),
  changeCapacity: procedureFor('clinic-session.change-capacity')
    .input(changeCapacityInput)
    .output(clinicSessionAnswer)
    .mutation(async ({ ctx, input }) => {
      const command = { ...requestOf(input), capacity: input.capacity };
      return unwrap(await ctx.platform.schedules.changeCapacity(ctx.actor, command));
    }),
  suspendSession: procedureFor('clinic-session.suspend')
    .input(clinicSessionInput)
    .output(clinicSessionAnswer)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.schedules.suspendSession(ctx.actor, requestOf(input))),
    ),
  previewStop: procedureFor('clinic-session.preview-stop')
    .input(previewStopInput)
    .output(stopPreview)
    .query(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.clinicReads.previewStop(ctx.actor, idFrom<ClinicSessionId>(input.clinicSessionId)),
      ),
    ),
  stopClinic: procedureFor('clinic-session.stop')
    .input(clinicSessionInput)
    .output(stoppedClinic)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.clinics.stopClinic(ctx.actor, requestOf(input))),
    ),
  resumeSession: procedureFor('clinic-session.resume')
    .input(clinicSessionInput)
    .output(clinicSessionAnswer)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.schedules.resumeSession(ctx.actor, requestOf(input))),
    ),
});
