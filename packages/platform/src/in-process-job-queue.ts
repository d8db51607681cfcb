import type { JobQueue, Message, MessageHandler } from '@banzhen/domain/messaging';
import { attemptMessage, pauseAfterMs } from '@banzhen/redis/message-attempt';

type Rules = Parameters<JobQueue['consume']>[1];
type Waiting = { readonly message: Message; readonly failedAttempts: number };

/** What lies in the queue and who takes it; a message stays known from its publication until it is settled. */
const openWaitingRoom = () => {
  const ready: Waiting[] = [];
  const known = new Set<string>();
  const pauses = new Set<NodeJS.Timeout>();
  const takers = new Set<() => void>();
  const add = (one: Waiting) => {
    ready.push(one);
    for (const take of [...takers]) take();
  };
  return {
    takers,
    next: () => ready.shift(),
    publish(message: Message): void {
      if (known.has(message.id)) return;
      known.add(message.id);
      add({ message, failedAttempts: 0 });
    },
    tryAgain(one: Waiting, afterMs: number): void {
      const timer = setTimeout(() => {
        pauses.delete(timer);
        add(one);
      }, afterMs);
      pauses.add(timer);
    },
    settle: (message: Message) => known.delete(message.id),
    close(): void {
      for (const timer of pauses) clearTimeout(timer);
      ready.length = 0;
    },
  };
};
type WaitingRoom = ReturnType<typeof openWaitingRoom>;

/** One attempt, and what follows from its failure: another one after a pause, or burial after the last. */
const handle = async (
  room: WaitingRoom,
  { message, failedAttempts }: Waiting,
  handler: MessageHandler,
  rules: Rules,
) => {
  // Never within the publisher's own call.
  await new Promise(setImmediate);
  try {
    await attemptMessage(handler, message, rules.deadlineMs).catch(async (error: unknown) => {
      if (failedAttempts + 1 < rules.attempts) throw error;
      await rules.onDead(message, error);
    });
    room.settle(message);
  } catch {
    const failed = failedAttempts + 1;
    room.tryAgain({ message, failedAttempts: failed }, pauseAfterMs(failed, rules.firstPauseMs));
  }
};

const startConsumer = (room: WaitingRoom, handler: MessageHandler, rules: Rules) => {
  const running = new Set<Promise<void>>();
  const take = (): void => {
    while (running.size < rules.concurrency) {
      const one = room.next();
      if (one === undefined) return;
      const work = handle(room, one, handler, rules).finally(() => {
        running.delete(work);
        if (room.takers.has(take)) take();
      });
      running.add(work);
    }
  };
  room.takers.add(take);
  take();
  return {
    async close(): Promise<void> {
      room.takers.delete(take);
      await Promise.all([...running]);
    },
  };
};

/**
 * JobQueue of one process, for the embedded mode. It ends with the process: the sweeper publishes again what was not
 * acknowledged.
 */
export const inProcessJobQueue = (): JobQueue => {
  const room = openWaitingRoom();
  const consumers = new Set<{ close(): Promise<void> }>();
  let closed = false;
  return {
    async publish(messages) {
      if (closed) throw new Error('the queue is closed');
      for (const message of messages) room.publish(message);
    },
    isReady: async () => !closed,
    async consume(handler, rules) {
      if (closed) throw new Error('the queue is closed');
      const consumer = startConsumer(room, handler, rules);
      consumers.add(consumer);
      return {
        async close() {
          consumers.delete(consumer);
          await consumer.close();
        },
      };
    },
    async close() {
      closed = true;
      await Promise.all([...consumers].map((consumer) => consumer.close()));
      room.close();
    },
  };
};
