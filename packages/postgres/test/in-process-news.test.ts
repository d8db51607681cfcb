import { expect, it } from 'vitest';
import { inProcessNews } from '../src/messaging/outbox-news.js';

const FOREVER_MS = 600_000;

it('wakes everybody who waits, and at once whoever has not heard of it yet', async () => {
  const news = inProcessNews();
  const { signal } = new AbortController();
  const heard = news.heard();
  const waiting = [news.waitBeyond(heard, FOREVER_MS, signal), news.waitBeyond(heard, FOREVER_MS, signal)];
  news.announce();
  await Promise.all(waiting);
  await news.waitBeyond(heard, FOREVER_MS, signal);
  expect(news.heard()).toBe(heard + 1);
});

it('lets whoever has heard of everything wait until the time is over or the signal comes', async () => {
  const news = inProcessNews();
  const stopping = new AbortController();
  const { signal } = stopping;
  news.announce();
  await news.waitBeyond(news.heard(), 1, signal);
  const waiting = news.waitBeyond(news.heard(), FOREVER_MS, signal);
  stopping.abort();
  await waiting;
});
