import { visitStarts } from '@banzhen/cli/demo';
import { describe, expect, test } from 'vitest';

const HOUR = 3_600_000;
const beijingHour = (instant: Date): number => (instant.getUTCHours() + 8) % 24;

describe('starts of a demo visit', () => {
  const moments = [
    '2026-11-21T02:00:00Z',
    '2026-12-31T15:59:59Z',
    '2026-12-31T16:00:00Z',
    '2027-02-28T23:30:00Z',
  ];

  test.each(moments)('seen at %s: at least 26 h ahead, by day, in order, within the horizon', (moment) => {
    const now = new Date(moment);
    const starts = visitStarts(now);
    expect(starts.length).toBeGreaterThan(30);
    expect(starts).toEqual(starts.toSorted((left, right) => left.getTime() - right.getTime()));
    for (const start of starts) {
      expect(start.getTime() - now.getTime()).toBeGreaterThanOrEqual(26 * HOUR);
      expect(start.getTime() - now.getTime()).toBeLessThan(30 * 24 * HOUR);
      expect([9, 10, 14]).toContain(beijingHour(start));
    }
  });

  test('the first one is no more than a night away from 26 h ahead', () => {
    const now = new Date('2026-11-21T02:00:00Z');
    expect(visitStarts(now)[0]).toEqual(new Date('2026-11-22T06:00:00Z'));
  });
});
