import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobQueue, Message, MessageHandler, StopSignal } from '../../messaging/index.js';
import { pause } from '../timer.js';
import { freshId } from './fresh.js';

/** Opens an empty queue of its own for one case. */
export type OpenJobQueue = () => Promise<JobQueue>;

type Rules = Parameters<JobQueue['consume']>[1];

const aMessage = (type = 'OrderPaid'): Message => ({
  id: freshId(),
  topic: 'orders',
  aggregateId: freshId(),
  type,
  payload: { orderId: freshId(), version: 3 },
});
const messages = (count: number): readonly Message[] => Array.from({ length: count }, () => aMessage());
const idsOf = (some: readonly Message[]): readonly string[] => some.map(({ id }) => id).sort();

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 15_000, interval: 10 });

/** A promise that a case settles when it wants to. */
const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

export const jobQueueContract = (adapterName: string, open: OpenJobQueue): void => {
  describe(`JobQueue contract: ${adapterName}`, () => {
    let queue: JobQueue;
    let handled: Message[];
    let dead: { message: Message; error: unknown }[];
    beforeEach(async () => {
      queue = await open();
      handled = [];
      dead = [];
    });
    afterEach(() => queue.close());

    const take: MessageHandler = async (message) => {
      handled.push(message);
    };
    const consume = (handler: MessageHandler, rules: Partial<Rules> = {}) =>
      queue.consume(handler, {
        concurrency: 4,
        attempts: 3,
        firstPauseMs: 5,
        deadlineMs: 10_000,
        onDead: async (message, error) => {
          dead.push({ message, error });
        },
        ...rules,
      });

    it('hands over each message as it was published, once', async () => {
      const published = messages(50);
      await consume(take);
      await queue.publish(published);
      await soon(() => expect(idsOf(handled)).toEqual(idsOf(published)));
      expect(handled.find(({ id }) => id === published[7]?.id)).toEqual(published[7]);
      expect(dead).toEqual([]);
    });

    it('says that it takes messages, until it is closed', async () => {
      await soon(async () => expect(await queue.isReady()).toBe(true));
      await queue.close();
      expect(await queue.isReady()).toBe(false);
    });

    it('keeps what is published before anybody consumes', async () => {
      const published = messages(3);
      await queue.publish(published);
      await queue.publish([]);
      await consume(take);
      await soon(() => expect(idsOf(handled)).toEqual(idsOf(published)));
    });

    it('ignores an id that is waiting or being handled', async () => {
      const [message, last] = [aMessage(), aMessage()];
      const { opened, open: letGo } = gate();
      await queue.publish([message, message]);
      await queue.publish([message]);
      await consume(async (one) => {
        handled.push(one);
        await opened;
      });
      await soon(() => expect(handled).toHaveLength(1));
      await queue.publish([message, last]);
      letGo();
      await soon(() => expect(handled.map(({ id }) => id)).toContain(last.id));
      expect(idsOf(handled)).toEqual(idsOf([message, last]));
    });

    it('hands over a finished id again when it is published again', async () => {
      const message = aMessage();
      await consume(take);
      await queue.publish([message]);
      await soon(() => expect(handled).toHaveLength(1));
      await soon(async () => {
        await queue.publish([message]);
        expect(handled.length).toBeGreaterThan(1);
      });
    });

    it('hands a message over again after its handler threw', async () => {
      const message = aMessage();
      await consume(async (one) => {
        handled.push(one);
        if (handled.length < 3) throw new Error('not yet');
      });
      await queue.publish([message]);
      await soon(() => expect(handled).toEqual([message, message, message]));
      expect(dead).toEqual([]);
    });

    it('sets aside what fails every time, once and with its error, while all others flow', async () => {
      const published = messages(60);
      const poison = published.filter((_, index) => index % 20 === 0);
      const tries = new Map<string, number>();
      await consume((message) => {
        if (!poison.some(({ id }) => id === message.id))
          return take(message, { aborted: false, addEventListener() {} });
        tries.set(message.id, (tries.get(message.id) ?? 0) + 1);
        // Thrown before any promise: a handler may do that too.
        throw new Error('poison');
      });
      await queue.publish(published);
      await soon(() => expect(dead).toHaveLength(poison.length));
      await soon(() => expect(handled).toHaveLength(published.length - poison.length));
      expect(idsOf(dead.map(({ message }) => message))).toEqual(idsOf(poison));
      expect(dead.map(({ error }) => (error instanceof Error ? error.message : error))).toEqual(
        poison.map(() => 'poison'),
      );
      expect([...tries.values()]).toEqual(poison.map(() => 3));
    });

    it('tells of a dead message again when telling failed', async () => {
      const message = aMessage();
      let told = 0;
      const onDead = async () => {
        told += 1;
        if (told === 1) throw new Error('the database is away');
      };
      await consume(() => Promise.reject(new Error('poison')), { attempts: 1, onDead });
      await queue.publish([message]);
      await soon(() => expect(told).toBe(2));
    });

    it('stops waiting for a handler that hangs, and tells it so', async () => {
      const [hanging, next] = [aMessage('Hangs'), aMessage()];
      const signals: StopSignal[] = [];
      let heard = 0;
      const handler: MessageHandler = async (message, signal) => {
        if (message.type !== 'Hangs') return take(message, signal);
        signals.push(signal);
        signal.addEventListener('abort', () => {
          heard += 1;
        });
        await new Promise(() => undefined);
      };
      await consume(handler, { concurrency: 1, attempts: 2, deadlineMs: 50 });
      await queue.publish([hanging, next]);
      await soon(() => expect(dead.map(({ message }) => message)).toEqual([hanging]));
      await soon(() => expect(handled).toEqual([next]));
      expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
      expect(heard).toBe(2);
    });

    it('handles as many at once as it may, and no more', async () => {
      let [running, most] = [0, 0];
      const { opened, open: letGo } = gate();
      await consume(
        async (message, signal) => {
          running += 1;
          most = Math.max(most, running);
          await opened;
          running -= 1;
          await take(message, signal);
        },
        { concurrency: 3 },
      );
      await queue.publish(messages(9));
      await soon(() => expect(running).toBe(3));
      letGo();
      await soon(() => expect(handled).toHaveLength(9));
      expect(most).toBe(3);
    });

    it('shares the work between consumers', async () => {
      const published = messages(40);
      await Promise.all([consume(take, { concurrency: 1 }), consume(take, { concurrency: 1 })]);
      await queue.publish(published);
      await soon(() => expect(handled.length).toBeGreaterThanOrEqual(40));
      expect(idsOf(handled)).toEqual(idsOf(published));
    });

    it('lets what runs come to its end when a consumer closes, and leaves the rest to the next one', async () => {
      const published = messages(5);
      const { opened, open: letGo } = gate();
      let started = 0;
      const first = await consume(
        async (message, signal) => {
          started += 1;
          await opened;
          await pause(20);
          await take(message, signal);
        },
        { concurrency: 1 },
      );
      await queue.publish(published);
      await soon(() => expect(started).toBe(1));
      let isClosed = false;
      const closing = first.close().then(() => {
        isClosed = true;
      });
      await pause(20);
      expect(isClosed).toBe(false);
      letGo();
      await closing;
      expect(handled).toHaveLength(1);
      await consume(take);
      await soon(() => expect(idsOf(handled)).toEqual(idsOf(published)));
      expect(started).toBe(1);
    });

    it('may be closed twice', async () => {
      const consumer = await consume(take);
      await consumer.close();
      await consumer.close();
      await queue.close();
    });
  });
};
