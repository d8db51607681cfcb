import {
  defaultRetention,
  expendableBefore,
  expendableKinds,
  shortestRetention,
} from '@banzhen/domain/retention';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { expect, it } from 'vitest';

const now = new Date('2030-01-31T00:00:00Z');
const daysKept = (before: Date): number => (now.getTime() - before.getTime()) / DAY_MS;

it('keeps each kind for as long as the operator says', () => {
  const retention = { ...defaultRetention, outbox: 3, quote: 200 };
  expect(daysKept(expendableBefore('outbox', retention, now))).toBe(3);
  expect(daysKept(expendableBefore('quote', retention, now))).toBe(200);
});

it.each(expendableKinds)('never goes below the shortest retention of %s', (kind) => {
  const none = { ...defaultRetention, [kind]: 0 };
  expect(daysKept(expendableBefore(kind, none, now))).toBe(shortestRetention[kind]);
  expect(defaultRetention[kind]).toBeGreaterThanOrEqual(shortestRetention[kind]);
});

it('keeps keys of requests and marks of messages for a week at least', () => {
  expect(shortestRetention).toMatchObject({ idempotency: 7, inbox: 7 });
});
