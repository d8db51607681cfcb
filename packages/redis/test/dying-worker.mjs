import { bullmqJobQueue } from '@banzhen/redis';

const [url = '', name = ''] = process.argv.slice(2);

/** A worker that dies of the first message it takes, as by a fault in a native library. */
await bullmqJobQueue({ url, name, lockMs: 500 }).consume(
  async () => process.kill(process.pid, 'SIGKILL') && undefined,
  {
    concurrency: 1,
    attempts: 3,
    firstPauseMs: 10,
    deadlineMs: 5000,
    onDead: async () => undefined,
  },
);
