import { randomBytes } from 'node:crypto';
import type { WebhookSigner } from '@banzhen/domain/webhooks';
import { Webhook } from 'standardwebhooks';

const SECRET_BYTES = 32;

/** Standard Webhooks by their own library, one signature for each secret, so that a receiver may hold either while they rotate. */
export const standardSigner: WebhookSigner = {
  sign: ({ id, at, body }, secrets) => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  }),
  secret: () => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
};
