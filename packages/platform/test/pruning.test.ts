import { defaultRetention } from '@banzhen/domain/retention';
import { ok } from '@banzhen/domain/shared/result';
import { fixedClock, inMemoryPlatform } from '@banzhen/domain/testing';
import { expect, it } from 'vitest';
import { startPruning } from '../src/background/pruning.js';

const DAY_MINUTES = 24 * 60;
const MESSAGES = 1_200;

/** A platform in memory with messages that were acknowledged at its start. */
const withMessages = async () => {
  const platform = inMemoryPlatform();
  const clock = fixedClock();
  const message = { topic: 'test', aggregateId: 'a', type: 'Happened', payload: {} };
  await platform.unitOfWork.run(async ({ outbox }) => {
    await outbox.append(Array.from({ length: MESSAGES }, () => message));
    return ok(undefined);
  });
  for (const { id } of await platform.relay.claim(MESSAGES, clock.now(), clock.now()))
    await platform.deliveries.acknowledge(id, clock.now());
  const pruned: { readonly kind: string; readonly count: number }[] = [];
  const failed: string[] = [];
  const log = {
    info: (_event: string, facts: object = {}) => void pruned.push(facts as { kind: string; count: number }),
    error: (_event: string, facts: object = {}) => void failed.push(JSON.stringify(facts)),
  };
  return { platform, clock, pruned, failed, log };
};

const total = (pruned: readonly { readonly count: number }[]) =>
  pruned.reduce((sum, { count }) => sum + count, 0);

it('deletes in batches what is older than its retention, and says how much', async () => {
  const { platform, clock, pruned, log } = await withMessages();
  clock.advance((defaultRetention.outbox + 1) * DAY_MINUTES);
  const { pruner } = platform;
  const pruning = startPruning({ pruner, retention: defaultRetention, clock, log });
  await expect.poll(() => total(pruned)).toBe(MESSAGES);
  expect(pruned).toEqual([500, 500, 200].map((count) => ({ kind: 'outbox', count })));
  await pruning.stop();
});

it('leaves everything within its retention alone', async () => {
  const { platform, clock, log } = await withMessages();
  clock.advance((defaultRetention.outbox - 1) * DAY_MINUTES);
  const asked: string[] = [];
  const pruner = {
    prune: async (...given: Parameters<typeof platform.pruner.prune>) => {
      asked.push(given[0]);
      return platform.pruner.prune(...given);
    },
  };
  const pruning = startPruning({ pruner, retention: defaultRetention, clock, log });
  await expect.poll(() => asked).toContain('outbox');
  await pruning.stop();
  expect(await platform.pruner.prune('outbox', new Date('2100-01-01'), 10_000)).toBe(MESSAGES);
});

it('goes on with the other kinds while one cannot be pruned', async () => {
  const { platform, clock, pruned, failed, log } = await withMessages();
  clock.advance(100 * DAY_MINUTES);
  const pruner = {
    prune: async (...given: Parameters<typeof platform.pruner.prune>) => {
      if (given[0] === 'inbox') throw new Error('the table is locked');
      return platform.pruner.prune(...given);
    },
  };
  const pruning = startPruning({ pruner, retention: defaultRetention, clock, log });
  await expect.poll(() => total(pruned)).toBe(MESSAGES);
  await expect.poll(() => failed.join()).toContain('inbox');
  await pruning.stop();
});
