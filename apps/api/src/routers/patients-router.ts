import {
  changePatientInput,
  createPatientInput,
  findPatientsInput,
  invitationRef,
  inviteProxyInput,
  patientRef,
  revealPatientInput,
  revokeProxyInput,
  withdrawInvitationInput,
} from '@banzhen/contracts';
import { list } from '@banzhen/contracts/answer';
import {
  acceptedInvitation,
  invitationToMe,
  invited,
  patientSeen,
  proxies,
  revealed,
  savedPatient,
} from '@banzhen/contracts/patient-answers';
import { patient } from '@banzhen/contracts/people-answers';
import { type AccountId, type InvitationId, idFrom, type PatientId } from '@banzhen/domain/shared/ids';
import { z } from 'zod';
import { phoneFrom } from '../account-commands.js';
import { invitationAnswer, patientAnswer, proxiesAnswer } from '../patient-answers.js';
import { given } from '../patient-commands.js';
import { procedureFor, router, unwrap } from '../trpc.js';

const patientOf = ({ patientId }: { readonly patientId: string }) => ({
  patientId: idFrom<PatientId>(patientId),
});
const invitationOf = ({ invitationId }: { readonly invitationId: string }) => ({
  invitationId: idFrom<InvitationId>(invitationId),
});

/** Patients, and who may see and book for them (E4). */
export const patientsRouter = router({
  list: procedureFor('patient.list')
    .output(list(patient))
    .query(({ ctx }) => ctx.platform.reads.patients(ctx.actor)),
  create: procedureFor('patient.create')
    .input(createPatientInput)
    .output(savedPatient)
    .mutation(async ({ ctx, input }) => {
      const command = { name: input.name, details: given(input.details) };
      return unwrap(await ctx.platform.patients.createPatient(ctx.actor, command));
    }),
  read: procedureFor('patient.read')
    .input(patientRef)
    .output(patientSeen)
    .query(async ({ ctx, input }) =>
      patientAnswer(unwrap(await ctx.platform.patients.readPatient(ctx.actor, ctx.origin, patientOf(input)))),
    ),
  change: procedureFor('patient.change')
    .input(changePatientInput)
    .output(savedPatient)
    .mutation(async ({ ctx, input }) => {
      const name = input.name === undefined ? {} : { name: input.name };
      const command = { ...patientOf(input), ...name, details: given(input.details) };
      return unwrap(await ctx.platform.patients.changePatient(ctx.actor, command));
    }),
  find: procedureFor('patient.find')
    .input(findPatientsInput)
    .output(list(patient))
    .query(async ({ ctx, input }) =>
      unwrap(
        await ctx.platform.patients.findPatients(ctx.actor, ctx.origin, { phone: phoneFrom(input.phone) }),
      ),
    ),
  reveal: procedureFor('patient.reveal')
    .input(revealPatientInput)
    .output(revealed)
    .mutation(async ({ ctx, input }) => {
      const command = { ...patientOf(input), fields: input.fields, reason: input.reason };
      return { details: unwrap(await ctx.platform.patients.revealPatient(ctx.actor, ctx.origin, command)) };
    }),
  proxies: procedureFor('proxy.list')
    .input(patientRef)
    .output(proxies)
    .query(async ({ ctx, input }) =>
      proxiesAnswer(unwrap(await ctx.platform.patients.listProxies(ctx.actor, patientOf(input)))),
    ),
  inviteProxy: procedureFor('proxy.invite')
    .input(inviteProxyInput)
    .output(invited)
    .mutation(async ({ ctx, input }) => {
      const { phone, scope, until } = input;
      const command = { ...patientOf(input), phone, scope, until };
      const { invitationId, expiresAt } = unwrap(
        await ctx.platform.patients.inviteProxy(ctx.actor, ctx.origin, command),
      );
      return { invitationId, expiresAt: expiresAt.toISOString() };
    }),
  withdrawInvitation: procedureFor('proxy.withdraw')
    .input(withdrawInvitationInput)
    .output(z.object({ isWithdrawn: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { ...patientOf(input), ...invitationOf(input) };
      unwrap(await ctx.platform.patients.withdrawInvitation(ctx.actor, ctx.origin, command));
      return { isWithdrawn: true };
    }),
  revokeProxy: procedureFor('proxy.revoke')
    .input(revokeProxyInput)
    .output(z.object({ isRevoked: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const command = { ...patientOf(input), accountId: idFrom<AccountId>(input.accountId) };
      unwrap(await ctx.platform.patients.revokeProxy(ctx.actor, ctx.origin, command));
      return { isRevoked: true };
    }),
  leave: procedureFor('proxy.leave')
    .input(patientRef)
    .output(z.object({ isLeft: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.platform.patients.leaveProxy(ctx.actor, ctx.origin, patientOf(input)));
      return { isLeft: true };
    }),
  invitations: procedureFor('invitation.list')
    .output(list(invitationToMe))
    .query(async ({ ctx }) =>
      unwrap(await ctx.platform.patients.listInvitations(ctx.actor)).map(invitationAnswer),
    ),
  acceptInvitation: procedureFor('invitation.accept')
    .input(invitationRef)
    .output(acceptedInvitation)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.patients.acceptInvitation(ctx.actor, ctx.origin, invitationOf(input))),
    ),
  declineInvitation: procedureFor('invitation.decline')
    .input(invitationRef)
    .output(z.object({ isDeclined: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.platform.patients.declineInvitation(ctx.actor, ctx.origin, invitationOf(input)));
      return { isDeclined: true };
    }),
});
