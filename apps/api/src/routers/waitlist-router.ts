import {
  entryRef,
  hospitalDatesInput,
  joinWaitlistInput,
  offerSeatInput,
  ownWaitlistQuery,
  sessionLineQuery,
  waitlistQuery,
} from '@banzhen/contracts';
import {
  fairnessReport,
  sessionLine,
  type WaitlistAnswerDto,
  waitlistAnswer,
  waitlistOfDepartment,
  waitlistPage,
  waitlistSessions,
} from '@banzhen/contracts/waitlist-answers';
import type { Clinics, EntryAnswer, EntryRequest } from '@banzhen/domain/clinics';
import type { OperationId } from '@banzhen/domain/policy';
import type { Refusal } from '@banzhen/domain/refusals';
import type { Person } from '@banzhen/domain/shared/actor';
import {
  type ClinicSessionId,
  type DepartmentId,
  type DoctorId,
  type HospitalId,
  idFrom,
  type PatientId,
  type WaitlistEntryId,
} from '@banzhen/domain/shared/ids';
import type { Result } from '@banzhen/domain/shared/result';
import { hospitalOf } from '../schedule-commands.js';
import { procedureFor, router, unwrap } from '../trpc.js';

const answerDto = ({ offeredUntil, ...answer }: EntryAnswer): WaitlistAnswerDto => ({
  ...answer,
  ...(offeredUntil ? { offeredUntil: offeredUntil.toISOString() } : {}),
});

/** A command about one entry: its row of the authorization table, and the one use case that it calls. */
const command = (
  operation: OperationId,
  run: (clinics: Clinics, actor: Person, request: EntryRequest) => Promise<Result<EntryAnswer, Refusal>>,
) =>
  procedureFor(operation)
    .input(entryRef)
    .output(waitlistAnswer)
    .mutation(async ({ ctx, input: { entryId, expectedVersion } }) =>
      answerDto(
        unwrap(
          await run(ctx.platform.clinics, ctx.actor, {
            entryId: idFrom<WaitlistEntryId>(entryId),
            ...(expectedVersion === undefined ? {} : { expectedVersion }),
          }),
        ),
      ),
    );

/** Waiting for seats of clinics. */
export const waitlistRouter = router({
  join: procedureFor('waitlist.join')
    .input(joinWaitlistInput)
    .output(waitlistAnswer)
    .mutation(async ({ ctx, input: { hospitalId, departmentId, doctorId, patientId, from, until } }) =>
      answerDto(
        unwrap(
          await ctx.platform.clinics.joinWaitlist(ctx.actor, {
            hospitalId: idFrom<HospitalId>(hospitalId),
            departmentId: idFrom<DepartmentId>(departmentId),
            ...(doctorId === undefined ? {} : { doctorId: idFrom<DoctorId>(doctorId) }),
            patientId: idFrom<PatientId>(patientId),
            from,
            until,
          }),
        ),
      ),
    ),
  accept: command('waitlist.accept', (clinics, actor, request) => clinics.acceptOffer(actor, request)),
  decline: command('waitlist.decline', (clinics, actor, request) => clinics.declineOffer(actor, request)),
  resume: command('waitlist.resume', (clinics, actor, request) => clinics.resumeWaiting(actor, request)),
  leave: command('waitlist.leave', (clinics, actor, request) => clinics.leaveWaitlist(actor, request)),
  offer: procedureFor('waitlist.offer-by-hand')
    .input(offerSeatInput)
    .output(waitlistAnswer)
    .mutation(async ({ ctx, input: { entryId, expectedVersion, clinicSessionId, reason } }) =>
      answerDto(
        unwrap(
          await ctx.platform.clinics.offerSeat(ctx.actor, {
            entryId: idFrom<WaitlistEntryId>(entryId),
            ...(expectedVersion === undefined ? {} : { expectedVersion }),
            sessionId: idFrom<ClinicSessionId>(clinicSessionId),
            reason,
          }),
        ),
      ),
    ),
  sessions: procedureFor('waitlist.count')
    .input(hospitalDatesInput)
    .output(waitlistSessions)
    .query(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.sessionLineReads.waitlistSessions(ctx.actor, { ...input, ...hospitalOf(input) }),
      ),
    ),
  fairness: procedureFor('fairness.read')
    .input(hospitalDatesInput)
    .output(fairnessReport)
    .query(async ({ ctx, input }) =>
      unwrap(await ctx.platform.fairnessReads.fairness(ctx.actor, { ...input, ...hospitalOf(input) })),
    ),
  ofSession: procedureFor('waitlist.list')
    .input(sessionLineQuery)
    .output(sessionLine)
    .query(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.sessionLineReads.sessionLine(
          ctx.actor,
          idFrom<ClinicSessionId>(input.clinicSessionId),
        ),
      ),
    ),
  own: procedureFor('waitlist.list-own')
    .input(ownWaitlistQuery)
    .output(waitlistPage)
    .query(({ ctx, input: { limit, cursor } }) =>
      ctx.platform.waitlistReads.own(ctx.actor, {
        limit,
        before: cursor === undefined ? undefined : idFrom<WaitlistEntryId>(cursor),
      }),
    ),
  ofDepartment: procedureFor('waitlist.list')
    .input(waitlistQuery)
    .output(waitlistOfDepartment)
    .query(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.waitlistReads.ofDepartment(ctx.actor, idFrom<DepartmentId>(input.departmentId)),
      ),
    ),
});
