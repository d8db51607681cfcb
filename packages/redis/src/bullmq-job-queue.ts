import type { JobQueue, Message, MessageHandler } from '@banzhen/domain/messaging';
import { type JobsOptions, Queue } from 'bullmq';
import { bullmqConsumer } from './bullmq-consumer.js';
import { type OnTrouble, readyWithin, sendingConnection } from './redis-connections.js';

export type BullmqJobQueueOptions = {
  readonly url: string;
  /** Without a colon. */
  readonly name: string;
  /** Before all keys of the queue, `bull` when left out. */
  readonly prefix?: string;
  /** After so long a message of a worker that died is handed to another one. */
  readonly lockMs?: number;
  readonly onTrouble?: OnTrouble;
};

/** Nothing was sent, or it cannot be known: publish again. */
export class RedisUnavailable extends Error {
  override name = 'RedisUnavailable';
}

const CONNECT_LIMIT_MS = 2000;
const MESSAGES_AT_ONCE = 500;
const READY_MARK_MS = 1000;

/**
 * What is done leaves Redis at once, so the same id can be published again (the inbox knows whether that is news). The
 * consumer decides how often to try; BullMQ itself would never give up.
 */
const jobOptions = {
  attempts: Number.MAX_SAFE_INTEGER,
  backoff: { type: 'custom' },
  removeOnComplete: true,
  removeOnFail: true,
  stackTraceLimit: 0,
} satisfies JobsOptions;

/**
 * JobQueue on Redis. Losing Redis never ends the process: `publish` rejects with `RedisUnavailable` and the outbox keeps
 * the messages, consumers wait until it is back. Jobs carry the message as it is: ids only.
 */
export const bullmqJobQueue = (options: BullmqJobQueueOptions): JobQueue => {
  const { url, name, prefix = 'bull', lockMs = 30_000, onTrouble = () => undefined } = options;
  const connection = sendingConnection(url, onTrouble);
  const queue = new Queue<Message>(name, { connection, prefix, skipVersionCheck: true });
  queue.on('error', onTrouble);
  const consumers = new Set<{ close(): Promise<void> }>();

  const publishSome = async (messages: readonly Message[]): Promise<void> => {
    if (!(await readyWithin(connection, CONNECT_LIMIT_MS)))
      throw new RedisUnavailable('Redis does not answer');
    const jobs = messages.map((message) => ({
      name: message.type,
      data: message,
      opts: { ...jobOptions, jobId: `ob-${message.id}` },
    }));
    await queue.addBulk(jobs).catch((cause: unknown) => {
      throw new RedisUnavailable('Redis did not take the messages', { cause });
    });
  };

  return {
    async publish(messages) {
      for (let start = 0; start < messages.length; start += MESSAGES_AT_ONCE)
        await publishSome(messages.slice(start, start + MESSAGES_AT_ONCE));
    },
    async isReady() {
      if (!(await readyWithin(connection, CONNECT_LIMIT_MS))) return false;
      // A Redis that is full or read-only answers, but takes nothing.
      return connection.set(`${prefix}:${name}:ready`, 1, 'PX', READY_MARK_MS).then(
        () => true,
        () => false,
      );
    },
    async consume(handler: MessageHandler, rules) {
      const consumer = bullmqConsumer({ url, name, prefix, lockMs, onTrouble }, handler, rules);
      consumers.add(consumer);
      return {
        async close() {
          consumers.delete(consumer);
          await consumer.close();
        },
      };
    },
    async close() {
      await Promise.all([...consumers].map((consumer) => consumer.close()));
      await queue.close().catch(onTrouble);
      connection.disconnect();
    },
  };
};
