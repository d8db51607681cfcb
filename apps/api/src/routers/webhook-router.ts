import {
  createEndpointInput,
  deliveriesInput,
  deliveryInput,
  endpointInput,
  partnerEndpointsInput,
  replayFailedInput,
} from '@banzhen/contracts';
import * as answers from '@banzhen/contracts/webhook-answers';
import {
  type HospitalId,
  idFrom,
  type PartnerId,
  type WebhookDeliveryId,
  type WebhookEndpointId,
} from '@banzhen/domain/shared/ids';
import { webhookEventTypes } from '@banzhen/domain/webhooks';
import { procedureFor, router, unwrap } from '../trpc.js';
import { deliveryAnswer, endpointAnswer } from '../webhook-answers.js';

const PAGE = 20;

const requestOf = ({ endpointId, expectedVersion }: { endpointId: string; expectedVersion: number }) => ({
  endpointId: idFrom<WebhookEndpointId>(endpointId),
  expectedVersion,
});

/** A secret that was made for this very request, which carries no key. */
const told = <T extends { readonly secret?: string }>(made: T): T & { readonly secret: string } => {
  const { secret } = made;
  if (secret === undefined) throw new Error('a request without a key is not a repetition');
  return { ...made, secret };
};

/** What administrators do about webhooks of partners (5.9). */
export const webhookRouter = router({
  list: procedureFor('webhook-endpoint.list')
    .input(partnerEndpointsInput)
    .output(answers.webhookEndpoints)
    .query(async ({ ctx, input }) => ({
      endpoints: unwrap(
        await ctx.platform.webhooks.listEndpoints(ctx.actor, idFrom<PartnerId>(input.partnerId)),
      ).map(endpointAnswer),
      eventTypes: webhookEventTypes,
    })),
  create: procedureFor('webhook-endpoint.create')
    .input(createEndpointInput)
    .output(answers.createdEndpoint)
    .mutation(async ({ ctx, input }) => {
      const command = {
        ...input,
        partnerId: idFrom<PartnerId>(input.partnerId),
        hospitalIds: input.hospitalIds.map((id) => idFrom<HospitalId>(id)),
      };
      return told(unwrap(await ctx.platform.webhooks.createEndpoint(ctx.actor, ctx.origin, command)));
    }),
  rotateSecret: procedureFor('webhook-endpoint.rotate-secret')
    .input(endpointInput)
    .output(answers.createdEndpoint)
    .mutation(async ({ ctx, input }) =>
      told(unwrap(await ctx.platform.webhooks.rotateSecret(ctx.actor, ctx.origin, requestOf(input)))),
    ),
  disable: procedureFor('webhook-endpoint.disable')
    .input(endpointInput)
    .output(answers.changedEndpoint)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.webhooks.disableEndpoint(ctx.actor, ctx.origin, requestOf(input))),
    ),
  enable: procedureFor('webhook-endpoint.enable')
    .input(endpointInput)
    .output(answers.changedEndpoint)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.webhooks.enableEndpoint(ctx.actor, ctx.origin, requestOf(input))),
    ),
  remove: procedureFor('webhook-endpoint.remove')
    .input(endpointInput)
    .output(answers.changedEndpoint)
    .mutation(async ({ ctx, input }) =>
      unwrap(await ctx.platform.webhooks.removeEndpoint(ctx.actor, ctx.origin, requestOf(input))),
    ),
  test: procedureFor('webhook-endpoint.test')
    .input(endpointInput)
    .output(answers.testedEndpoint)
    .mutation(async ({ ctx, input }) => {
      const { deliveryId } = unwrap(
        await ctx.platform.webhooks.testEndpoint(ctx.actor, ctx.origin, requestOf(input)),
      );
      return { deliveryId };
    }),
  deliveries: procedureFor('webhook-delivery.list')
    .input(deliveriesInput)
    .output(answers.webhookDeliveries)
    .query(async ({ ctx, input: { endpointId, state, before } }) => {
      const query = {
        endpointId: idFrom<WebhookEndpointId>(endpointId),
        state,
        before: before && {
          createdAt: new Date(before.createdAt),
          id: idFrom<WebhookDeliveryId>(before.deliveryId),
        },
        limit: PAGE + 1,
      };
      const found = unwrap(await ctx.platform.webhooks.listDeliveries(ctx.actor, query));
      return { deliveries: found.slice(0, PAGE).map(deliveryAnswer), hasMore: found.length > PAGE };
    }),
  replay: procedureFor('webhook-delivery.replay')
    .input(deliveryInput)
    .output(answers.replayedDelivery)
    .mutation(async ({ ctx, input }) => {
      const command = { deliveryId: idFrom<WebhookDeliveryId>(input.deliveryId) };
      return unwrap(await ctx.platform.webhooks.replayDelivery(ctx.actor, ctx.origin, command));
    }),
  replayFailed: procedureFor('webhook-delivery.replay-failed')
    .input(replayFailedInput)
    .output(answers.replayedFailed)
    .mutation(async ({ ctx, input: { endpointId, since } }) => {
      const command = { endpointId: idFrom<WebhookEndpointId>(endpointId), since: new Date(since) };
      return unwrap(await ctx.platform.webhooks.replayFailed(ctx.actor, ctx.origin, command));
    }),
});
