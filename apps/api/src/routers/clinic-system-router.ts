import { changeSystemInput, connectSystemInput, partnerSystemsInput, systemInput } from '@banzhen/contracts';
import * as answers from '@banzhen/contracts/clinic-system-answers';
import { type ClinicSystemId, type HospitalId, idFrom, type PartnerId } from '@banzhen/domain/shared/ids';
import { procedureFor, router, unwrap } from '../trpc.js';

const requestOf = ({ systemId, expectedVersion }: { systemId: string; expectedVersion: number }) => ({
  systemId: idFrom<ClinicSystemId>(systemId),
  expectedVersion,
});

/** What administrators do about systems of clinics (6.8, H3). */
export const clinicSystemRouter = router({
  list: procedureFor('clinic-system.list')
    .input(partnerSystemsInput)
    .output(answers.clinicSystems)
    .query(async ({ ctx, input }) => {
      const listed = unwrap(
        await ctx.platform.clinicSystems.listSystems(ctx.actor, idFrom<PartnerId>(input.partnerId)),
      );
      return {
        systems: listed.map(({ system: { id: systemId, hospitalId, url, state, version }, waiting }) => ({
          ...{ systemId, hospitalId, url, state, version, unclear: waiting.unclear },
          ...(waiting.since ? { unclearSince: waiting.since.toISOString() } : {}),
        })),
      };
    }),
  connect: procedureFor('clinic-system.connect')
    .input(connectSystemInput)
    .output(answers.connectedSystem)
    .mutation(async ({ ctx, input }) => {
      const command = {
        partnerId: idFrom<PartnerId>(input.partnerId),
        hospitalId: idFrom<HospitalId>(input.hospitalId),
        url: input.url,
      };
      return unwrap(await ctx.platform.clinicSystems.connectSystem(ctx.actor, ctx.origin, command));
    }),
  change: procedureFor('clinic-system.change')
    .input(changeSystemInput)
    .output(answers.changedSystem)
    .mutation(async ({ ctx, input }) => {
      const { url, state } = input;
      const request = { ...requestOf(input), url, state };
      const { id: systemId, ...changed } = unwrap(
        await ctx.platform.clinicSystems.changeSystem(ctx.actor, ctx.origin, request),
      );
      return { systemId, state: changed.state, version: changed.version };
    }),
  rotateSecret: procedureFor('clinic-system.rotate-secret')
    .input(systemInput)
    .output(answers.connectedSystem)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.clinicSystems.rotateSecret(ctx.actor, ctx.origin, requestOf(input))),
    ),
});
