import { jobQueueContract, liveFeedContract } from '@banzhen/domain/testing/contracts';
import { inProcessJobQueue } from '../src/in-process-job-queue.js';
import { inProcessLiveFeed } from '../src/in-process-live-feed.js';

jobQueueContract('one process', async () => inProcessJobQueue());

liveFeedContract('one process', async () => {
  const feed = inProcessLiveFeed();
  return { here: feed, there: feed };
});
