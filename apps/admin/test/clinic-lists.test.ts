import type { BundleSeenDto, ReleaseDto } from '@banzhen/contracts';
import { describe, expect, test } from 'vitest';
import { choosingFirst, timelineOf } from '../src/features/bundles/bundles.js';
import { groupsOf, groupsOn, lateOf } from '../src/features/releases/releases.js';
import { entryActsIn } from '../src/features/waitlists/entry-acts.js';

const zone = 'Asia/Shanghai';
const release = (dueAt: string, overrides: Partial<ReleaseDto> = {}): ReleaseDto => ({
  ...{ clinicSessionId: `session ${dueAt}`, departmentId: 'd', doctorId: 'li', roomId: 'r' },
  ...{ visitOn: '2030-01-09', startsAt: '2030-01-09T00:00:00Z', endsAt: '2030-01-09T04:00:00Z' },
  ...{ seats: { by: 'session', capacity: 10 }, capacity: 10, remaining: 4, held: 1, booked: 3 },
  ...{ status: 'RELEASED', version: 3, dueAt, early: [], punctuality: { kind: 'on-time' } },
  ...overrides,
});

describe('releases', () => {
  const late = { kind: 'late', minutes: 9, because: 'alone' } as const;
  const overdue = { kind: 'overdue', minutes: 3 } as const;
  const releases = [
    release('2030-01-01T15:59:00Z'),
    release('2030-01-01T16:00:00Z', { punctuality: late, capacity: 5, booked: 0 }),
    release('2030-01-01T16:00:00Z'),
    release('2030-01-02T16:00:00Z', { punctuality: overdue }),
  ];

  test('at one instant stand together with the sums of their seats, and are as bad as the worst of them', () => {
    const groups = groupsOf(releases);
    expect(groups.map(({ dueAt, releases: all, went }) => [dueAt, all.length, went])).toEqual([
      ['2030-01-01T15:59:00Z', 1, 'on-time'],
      ['2030-01-01T16:00:00Z', 2, 'late'],
      ['2030-01-02T16:00:00Z', 1, 'overdue'],
    ]);
    expect(groups[1]).toMatchObject({ capacity: 15, remaining: 8, held: 2, booked: 3 });
  });

  test('are of the day that it is at the place', () => {
    const groups = groupsOf(releases);
    const on = (day: string) => groupsOn(groups, day, zone).map(({ dueAt }) => dueAt);
    expect(on('2030-01-01')).toEqual(['2030-01-01T15:59:00Z']);
    expect(on('2030-01-02')).toEqual(['2030-01-01T16:00:00Z']);
  });

  test('that were late or should have been are listed, the latest first', () => {
    expect(lateOf(releases).map(({ punctuality }) => punctuality)).toEqual([overdue, late]);
  });
});

describe('bundles', () => {
  test('in which a family chooses come first, the most urgent before the others', () => {
    const bundle = (bundleId: string, chooseBy?: string) =>
      ({ bundleId, ...(chooseBy ? { chooseBy } : {}) }) as BundleSeenDto;
    const rows = [
      bundle('a'),
      bundle('b', '2030-01-09T00:00:00Z'),
      bundle('c', '2030-01-08T00:00:00Z'),
      bundle('d'),
    ];
    expect(choosingFirst(rows).map(({ bundleId }) => bundleId)).toEqual(['c', 'b', 'a', 'd']);
  });

  test('tell what happened to both halves, the latest first', () => {
    const at = (minute: number) => `2030-01-08T00:0${minute}:00Z`;
    const common = { from: null, version: 1, row: 'x' } as const;
    const steps = timelineOf(
      [
        { ...common, type: 'AppointmentHeld', to: 'HELD', at: at(1), by: 'U' },
        {
          ...common,
          type: 'AppointmentStopped',
          to: 'PROVIDER_CANCELLED',
          at: at(3),
          by: 'C',
          reason: 'ill',
        },
      ],
      [{ ...common, type: 'OrderPaid', to: 'PAID', at: at(2), as: 'PSP' }],
    );
    expect(steps.map(({ half, type, by }) => [half, type, by])).toEqual([
      ['seat', 'AppointmentStopped', 'C'],
      ['visit', 'OrderPaid', 'PSP'],
      ['seat', 'AppointmentHeld', 'U'],
    ]);
    expect(steps[0]).toMatchObject({ reason: 'ill' });
    expect(steps[1]).not.toHaveProperty('reason');
  });
});

test('an entry is offered a seat where one is free, goes on when it is paused, and can be left while it lives', () => {
  expect(entryActsIn('WAITING', true)).toEqual(['offer', 'leave']);
  expect(entryActsIn('WAITING', false)).toEqual(['leave']);
  expect(entryActsIn('PAUSED', true)).toEqual(['resume', 'leave']);
  expect(entryActsIn('OFFERED', true)).toEqual(['leave']);
  for (const over of ['ACCEPTED', 'DECLINED', 'CANCELLED', 'LAPSED'] as const)
    expect(entryActsIn(over, true)).toEqual([]);
});
