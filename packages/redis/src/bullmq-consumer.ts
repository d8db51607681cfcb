import type { JobQueue, Message, MessageHandler } from '@banzhen/domain/messaging';
import { type Job, UnrecoverableError, Worker } from 'bullmq';
import { attemptMessage, pauseAfterMs } from './message-attempt.js';
import { type OnTrouble, waitingConnection } from './redis-connections.js';

type Place = {
  readonly url: string;
  readonly name: string;
  readonly prefix: string;
  readonly lockMs: number;
  readonly onTrouble: OnTrouble;
};
type Rules = Parameters<JobQueue['consume']>[1];

/** After an error of Redis the worker looks again so soon. */
const RETRY_REDIS_MS = 1000;
/** How long `close` lets Redis take down what was done before it hangs up: there, and away. */
const CLOSE_LIMIT_MS = { ready: 5000, away: 500 };

/** BullMQ writes an error's text to Redis; ours may hold a name or a phone, so only its kind goes there. */
class AttemptFailed extends Error {
  constructor(error: unknown) {
    super(error instanceof Error ? error.name : typeof error);
  }
}

/** Attempts one job and settles what follows from a failure: a further try, or burial after the last. */
const working =
  (handler: MessageHandler, { attempts, deadlineMs, onDead }: Rules, onTrouble: OnTrouble) =>
  async ({ data, attemptsMade }: Job<Message>): Promise<void> => {
    try {
      await attemptMessage(handler, data, deadlineMs);
    } catch (error) {
      if (attemptsMade + 1 < attempts) throw new AttemptFailed(error);
      await onDead(data, error).catch((problem: unknown) => {
        onTrouble(problem instanceof Error ? problem : new Error(String(problem)));
        throw new AttemptFailed(problem);
      });
    }
  };

const limited = async (limitMs: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** One worker. A message that kills its process counts as an attempt too, and is buried like any other (JB4). */
export const bullmqConsumer = (place: Place, handler: MessageHandler, rules: Rules) => {
  const { url, name, prefix, lockMs, onTrouble } = place;
  const { connection, closeAll } = waitingConnection(url, onTrouble);
  const work = working(handler, rules, onTrouble);
  const active = new Set<Promise<void>>();
  const worker = new Worker<Message, void>(
    name,
    (job) => {
      const running = work(job);
      const settled = running
        .catch(() => undefined)
        .then(() => {
          active.delete(settled);
        });
      active.add(settled);
      return running;
    },
    {
      connection,
      prefix,
      concurrency: rules.concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      maxStalledCount: rules.attempts - 1,
      runRetryDelay: RETRY_REDIS_MS,
      settings: {
        backoffStrategy: (failedAttempts: number) => pauseAfterMs(failedAttempts, rules.firstPauseMs),
      },
    },
  );
  worker.on('error', onTrouble);
  worker.on('failed', (job, error) => {
    if (job !== undefined && error instanceof UnrecoverableError)
      rules.onDead(job.data, error).catch(onTrouble);
  });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const closed = worker.close().catch(onTrouble);
    await Promise.all([...active]);
    await limited(CLOSE_LIMIT_MS[connection.status === 'ready' ? 'ready' : 'away'], closed);
    closeAll();
  };
  return {
    /** Takes no more, lets what runs come to its end, and hangs up even when Redis is away. */
    close(): Promise<void> {
      closing ??= close();
      return closing;
    },
  };
};
