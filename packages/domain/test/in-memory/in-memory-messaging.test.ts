import { inMemoryJobQueue, inMemoryLiveFeed } from '@banzhen/domain/testing';
import { jobQueueContract, liveFeedContract } from '@banzhen/domain/testing/contracts';

jobQueueContract('in-memory', async () => inMemoryJobQueue());

liveFeedContract('in-memory', async () => {
  const feed = inMemoryLiveFeed();
  return { here: feed, there: feed };
});
