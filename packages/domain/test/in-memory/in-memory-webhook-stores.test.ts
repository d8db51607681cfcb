import { inMemoryWebhookStores } from '@banzhen/domain/testing';
import { webhookStoresContract } from '@banzhen/domain/testing/contracts';

webhookStoresContract('in memory', async () => inMemoryWebhookStores());
