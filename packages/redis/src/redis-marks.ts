import { Redis } from 'ioredis';
import type { OnTrouble } from './redis-connections.js';

export type RedisMarksOptions = {
  readonly url: string;
  /** Marks of the same name are seen by all. */
  readonly name: string;
  readonly onTrouble?: OnTrouble;
};

/** Marks that every process sees, and that vanish by themselves. */
export interface Marks {
  /** Rejects while Redis is away. */
  put(key: string, lastsMs: number): Promise<void>;
  /** Rejects while Redis is away: nobody knows then. */
  has(key: string): Promise<boolean>;
  close(): Promise<void>;
}

/** A person waits for the answer, and there is another way without it. */
const ANSWER_LIMIT_MS = 500;
const LONGEST_PAUSE_MS = 2_000;

/** Marks on Redis. What they say is a hint that may be lost with it. */
export const redisMarks = ({ url, name, onTrouble = () => undefined }: RedisMarksOptions): Marks => {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    commandTimeout: ANSWER_LIMIT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 10), LONGEST_PAUSE_MS),
  }).on('error', onTrouble);
  return {
    async put(key, lastsMs) {
      await client.set(`${name}:${key}`, '1', 'PX', lastsMs);
    },
    has: async (key) => (await client.exists(`${name}:${key}`)) === 1,
    async close() {
      client.disconnect();
    },
  };
};
