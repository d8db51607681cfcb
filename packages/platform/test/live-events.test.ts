import type { Message } from '@banzhen/domain/messaging';
import { done, err } from '@banzhen/domain/shared/result';
import { expect, it } from 'vitest';
import { inProcessLiveFeed } from '../src/in-process-live-feed.js';
import { liveEvents } from '../src/reads/live-events.js';

const message = (id: string): Message => ({
  id,
  topic: 'order',
  aggregateId: 'an-order',
  type: 'OrderPaid',
  payload: { version: 2 },
});
const told = (id: string) => ({ id, orderId: 'an-order', type: 'OrderPaid', version: 2 });

/** A reader whose access can be taken away, and how often it was looked at. */
const follow = (longestUncheckedMs: number) => {
  const feed = inProcessLiveFeed();
  const reader = { maySee: true, looks: 0 };
  const stop = new AbortController();
  const events = liveEvents({
    feed,
    isWanted: () => true,
    mayStill: async () => {
      reader.looks += 1;
      return reader.maySee ? done : err({ type: 'NotFound' });
    },
    signal: stop.signal,
    longestUncheckedMs,
  });
  return { feed, reader, stop, events };
};
const longEnough = 3_600_000;

it('tells what the reader may see, and looks at their access before each event', async () => {
  const { feed, reader, events } = follow(longEnough);
  const first = events.next();
  await feed.publish(message('1'));
  expect(await first).toEqual({ done: false, value: { ok: true, value: told('1') } });
  const second = events.next();
  await feed.publish(message('2'));
  expect((await second).value).toEqual({ ok: true, value: told('2') });
  expect(reader.looks).toBe(2);
});

it('tells no event after the access is gone, but why it ends', async () => {
  const { feed, reader, events } = follow(longEnough);
  const next = events.next();
  reader.maySee = false;
  await feed.publish(message('1'));
  expect((await next).value).toEqual({ ok: false, error: { type: 'NotFound' } });
  expect(await events.next()).toEqual({ done: true, value: undefined });
});

it('ends although nothing happens', async () => {
  const { reader, events } = follow(5);
  const next = events.next();
  reader.maySee = false;
  expect((await next).value).toEqual({ ok: false, error: { type: 'NotFound' } });
});

it('ends quietly when the reader leaves', async () => {
  const { stop, events } = follow(longEnough);
  const next = events.next();
  stop.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});
