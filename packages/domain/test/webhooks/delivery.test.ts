import {
  ATTEMPTS_OF_ROUND,
  afterAttempt,
  deliveryAfter,
  deliveryMoves,
  deliveryStates,
  retryAfterMs,
  type SendOutcome,
  TEST_TYPE,
  webhookBody,
} from '@banzhen/domain/webhooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const now = new Date('2030-01-07T02:00:00Z');
const HOUR_MS = 3_600_000;
const answered = (status: number, retryAfterSeconds?: number): SendOutcome => ({
  kind: 'answered',
  status,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});
const pending = (tries: number) =>
  ({ state: 'pending', attempts: tries + 3, roundFrom: 3, dueAt: now }) as const;
const moved = (tries: number, outcome: SendOutcome, random = 0) =>
  afterAttempt(pending(tries), outcome, now, () => random);
const pauseAfter = (tries: number, outcome: SendOutcome, random = 0) =>
  moved(tries, outcome, random).dueAt.getTime() - now.getTime();

describe('a delivery of a webhook', () => {
  it('is tried ten times over about 76 hours', () => {
    expect(ATTEMPTS_OF_ROUND).toBe(10);
    const hours = retryAfterMs.reduce((sum, pause) => sum + pause, 0) / HOUR_MS;
    expect(hours).toBeGreaterThan(75.5);
    expect(hours).toBeLessThan(76);
  });

  it.each(retryAfterMs.map((pause, no) => [no + 1, pause]))(
    'after attempt %i waits %i ms and at most a tenth more',
    (tries, pause) => {
      for (const outcome of [
        answered(500),
        answered(302),
        answered(429),
        { kind: 'failed', why: 'timeout' } as const,
      ]) {
        expect(moved(tries, outcome).state).toBe('pending');
        expect(pauseAfter(tries, outcome, 0)).toBe(pause);
        expect(pauseAfter(tries, outcome, 1)).toBe(Math.round(pause * 1.1));
      }
    },
  );

  it('is delivered by any 2xx and by nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.integer({ min: 1, max: 9 }), (status, tries) => {
        const isDelivered = moved(tries, answered(status)).state === 'delivered';
        expect(isDelivered).toBe(status >= 200 && status < 300);
      }),
    );
  });

  it('is given up after the last attempt, or when the receiver is gone', () => {
    expect(moved(9, answered(503)).state).toBe('pending');
    expect(moved(10, answered(503)).state).toBe('failed');
    expect(moved(11, { kind: 'failed', why: 'connection' }).state).toBe('failed');
    expect(moved(1, answered(410)).state).toBe('failed');
    expect(moved(10, answered(204)).state).toBe('delivered');
  });

  it('waits as long as the receiver asks where that is longer than planned, a day at most', () => {
    expect(pauseAfter(1, answered(503, 60))).toBe(60_000);
    expect(pauseAfter(3, answered(429, 60))).toBe(retryAfterMs[2]);
    expect(pauseAfter(1, answered(503, 90 * 86_400))).toBe(24 * HOUR_MS);
    expect(pauseAfter(1, answered(503, 0))).toBe(5_000);
  });

  it('moves by the table alone', () => {
    const causes = ['accepted', 'turned-away', 'gone', 'exhausted', 'replayed'] as const;
    for (const from of deliveryStates)
      for (const on of causes) {
        const row = deliveryMoves.filter((move) => move.from === from && move.on === on);
        expect(row.length).toBeLessThanOrEqual(1);
        expect(deliveryAfter(from, on)).toBe(row[0]?.to);
      }
    expect(() => afterAttempt({ ...pending(1), state: 'delivered' }, answered(200), now, () => 0)).toThrow();
  });

  it('has a thin body, the same each time', () => {
    const event = {
      id: '01900000-0000-7000-8000-000000000001',
      type: 'AppointmentBooked',
      about: 'appointment',
      subjectId: '01900000-0000-7000-8000-000000000002',
      version: 4,
      at: now,
    } as const;
    expect(JSON.parse(webhookBody(event))).toEqual({
      type: 'AppointmentBooked',
      timestamp: '2030-01-07T02:00:00.000Z',
      data: {
        about: 'appointment',
        subjectId: event.subjectId,
        version: 4,
        href: `/v1/appointments/${event.subjectId}`,
      },
    });
    const ended = { ...event, type: 'ServiceEnded', about: 'escort-order', dueFen: 49_00 } as const;
    expect(JSON.parse(webhookBody(ended)).data).toEqual({
      about: 'escort-order',
      subjectId: event.subjectId,
      version: 4,
      href: `/v1/escort-orders/${event.subjectId}`,
      dueFen: 49_00,
    });
    const tried = { ...event, type: TEST_TYPE, about: 'webhook-endpoint' } as const;
    expect(JSON.parse(webhookBody(tried)).data).not.toHaveProperty('href');
    expect(webhookBody({ ...event })).toBe(webhookBody(event));
  });
});
