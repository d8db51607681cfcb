import { afterEach, expect, it } from 'vitest';
import { type Loop, type News, startLoop } from '../src/background/loop.js';

const REST_MS = 1;
const silent = { info: () => undefined, error: () => undefined };

/** Work that is looked for, and news that end a wait only when the test says so. */
const aPlace = (duringLook: (tell: () => void) => void = () => undefined) => {
  const waits: { readonly count: number; readonly timeoutMs: number; readonly end: () => void }[] = [];
  let heard = 0;
  let looks = 0;
  const news: News = {
    heard: () => heard,
    waitBeyond: (count, timeoutMs, signal) =>
      new Promise((resolve) => {
        waits.push({ count, timeoutMs, end: resolve });
        signal.addEventListener('abort', () => resolve(), { once: true });
      }),
  };
  const look = async () => {
    looks += 1;
    duringLook(() => {
      heard += 1;
    });
    return 'idle' as const;
  };
  return { news, look, waits, looks: () => looks };
};

let loop: Loop | undefined;
afterEach(() => loop?.stop());

it('rests after a look until there are news, two seconds with its usual rest at most', async () => {
  const { news, look, waits, looks } = aPlace();
  loop = startLoop('timers', silent, look, REST_MS, news);
  await expect.poll(() => waits.length).toBe(1);
  expect(waits[0]).toMatchObject({ count: 0, timeoutMs: 2_000 - REST_MS });
  expect(looks()).toBe(1);
  waits[0]?.end();
  await expect.poll(() => waits.length).toBe(2);
  expect(looks()).toBe(2);
});

it('does not wait for what it was told of while it looked', async () => {
  const { news, look, waits } = aPlace((tell) => tell());
  loop = startLoop('timers', silent, look, REST_MS, news);
  await expect.poll(() => waits.length).toBe(1);
  expect(news.heard()).toBe(1);
  expect(waits[0]?.count).toBe(0);
});

it('looks after each usual rest where others write too', async () => {
  const { look, looks } = aPlace();
  loop = startLoop('timers', silent, look, REST_MS);
  await expect.poll(looks).toBeGreaterThan(5);
});
