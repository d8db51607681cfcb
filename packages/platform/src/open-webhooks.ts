import { randomInt } from 'node:crypto';
import { makeDeliver, makeWebhooks, type Webhooks } from '@banzhen/domain/webhooks';
import type { WebhookWork } from './background/webhooks.js';
import type { openAdapters } from './open-adapters.js';
import { standardSigner } from './webhooks/standard-signer.js';

type Adapters = Awaited<ReturnType<typeof openAdapters>>;

const RANDOM_RANGE = 2 ** 47;

/** What brings events to endpoints: due by the clock that a demo moves, signed and allowed by the machine's. */
export const webhookWork = (adapters: Adapters): Pick<WebhookWork, 'queue' | 'deliver' | 'machineClock'> => ({
  queue: adapters.webhookQueue,
  machineClock: adapters.sessionClock,
  deliver: makeDeliver({
    unitOfWork: adapters.platformWebhookUnitOfWork,
    sender: adapters.webhookSender,
    signer: standardSigner,
    clock: adapters.clock,
    machineClock: adapters.sessionClock,
    random: () => randomInt(RANDOM_RANGE) / RANDOM_RANGE,
  }),
});

/** What is done about webhooks by whoever asks. */
export const openWebhooks = (adapters: Adapters): Webhooks =>
  makeWebhooks({
    unitOfWork: adapters.webhookUnitOfWork,
    platformUnitOfWork: adapters.platformWebhookUnitOfWork,
    clock: adapters.clock,
    machineClock: adapters.sessionClock,
    ids: adapters.ids,
    sender: adapters.webhookSender,
    signer: standardSigner,
  });
