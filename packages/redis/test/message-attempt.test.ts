import { pauseAfterMs } from '@banzhen/redis/message-attempt';
import { expect, it } from 'vitest';

it('pauses twice as long after each failure, and never longer than five minutes', () => {
  expect([1, 2, 3, 4, 11, 500].map((failed) => pauseAfterMs(failed, 1000))).toEqual([
    1000, 2000, 4000, 8000, 300_000, 300_000,
  ]);
});
