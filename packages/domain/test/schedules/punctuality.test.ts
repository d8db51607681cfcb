import { punctualityOf, type Released, releasedOf } from '@banzhen/domain/schedules';
import { minutesAfter } from '@banzhen/domain/shared/clock';
import { aClinicSession } from '@banzhen/domain/testing';
import { describe, expect, test } from 'vitest';

const due = new Date('2030-01-02T00:00:00Z');
const at = (minutes: number) => minutesAfter(due, minutes);
const released = (dueAt: Date, releasedAt: Date): Released => ({ dueAt, releasedAt });
const went = (one: Released, others: readonly Released[] = [], now = at(600)) =>
  punctualityOf(one, [one, ...others], now);

describe('how a release went', () => {
  test('is to come until it is due, and overdue when it does not come within a minute', () => {
    expect(went({ dueAt: due }, [], at(-1))).toEqual({ kind: 'to-come' });
    expect(went({ dueAt: due }, [], at(0.9))).toEqual({ kind: 'to-come' });
    expect(went({ dueAt: due }, [], at(1))).toEqual({ kind: 'overdue', minutes: 1 });
    expect(went({ dueAt: due }, [], at(75.5))).toEqual({ kind: 'overdue', minutes: 75 });
  });

  test('is on time within a minute, and late after it', () => {
    expect(went(released(due, at(0)))).toEqual({ kind: 'on-time' });
    expect(went(released(due, at(0.99)))).toEqual({ kind: 'on-time' });
    expect(went(released(due, at(1)))).toEqual({ kind: 'late', minutes: 1, because: 'alone' });
  });

  test('was caught up after a standstill when what was due at another instant came with it', () => {
    const late = released(due, at(30));
    const standstill = { kind: 'late', minutes: 30, because: 'standstill' };
    expect(went(late, [released(at(20), at(30.5))])).toEqual(standstill);
    expect(went(late, [released(at(29.9), at(30))])).toEqual(standstill);
    for (const others of [
      [released(due, at(30))],
      [released(at(20), at(20))],
      [released(at(40), at(40))],
      [{ dueAt: at(20) }],
    ])
      expect(went(late, others)).toEqual({ kind: 'late', minutes: 30, because: 'alone' });
  });

  test('is of sessions that are or were to be on sale, not of drafts', () => {
    const { release } = aClinicSession('PUBLISHED');
    expect(releasedOf(aClinicSession('DRAFT'))).toBeUndefined();
    expect(releasedOf(aClinicSession('PUBLISHED'))).toEqual({ dueAt: release.at });
    for (const status of ['RELEASED', 'SUSPENDED', 'CLOSED'] as const)
      expect(releasedOf(aClinicSession(status))).toMatchObject({ releasedAt: expect.any(Date) });
  });
});
