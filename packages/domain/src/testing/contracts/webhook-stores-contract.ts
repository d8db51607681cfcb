import { webhookEndpointsContract } from './webhook-endpoints-contract.js';
import type { OpenWebhookStores } from './webhook-fixture.js';
import { webhookQueueContract } from './webhook-queue-contract.js';

/** What every adapter of webhooks must pass. */
export const webhookStoresContract = (adapterName: string, open: OpenWebhookStores): void => {
  webhookEndpointsContract(adapterName, open);
  webhookQueueContract(adapterName, open);
};
