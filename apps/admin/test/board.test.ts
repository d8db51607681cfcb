import type { BoardRowDto } from '@banzhen/contracts';
import { describe, expect, test } from 'vitest';
import {
  arrangeBoard,
  groupIds,
  groupStatuses,
  matchesText,
  usualGroups,
} from '../src/features/board/groups.js';
import { nextCard } from '../src/features/board/next-card.js';
import { urgencyOf } from '../src/shared/order/urgency.js';

const row = (orderNo: string, patch: Partial<BoardRowDto> = {}): BoardRowDto => ({
  orderId: orderNo,
  orderNo,
  status: 'PAID',
  version: 1,
  zone: 'Asia/Shanghai',
  patientName: '陈奶奶',
  hospitalName: '北京协和医院',
  serviceCode: 'escort-half-day',
  serviceTitle: { zh: '半日陪诊', en: 'Half-day escort' },
  startsAt: '2026-11-23T00:00:00.000Z',
  endsAt: '2026-11-23T04:00:00.000Z',
  shifts: [],
  totalFen: 29_800,
  createdAt: '2026-11-21T00:00:00.000Z',
  needsDispatcher: false,
  ...patch,
});
const due = (dueAt: string) => ({ sla: { kind: 'assign', dueAt } });
const everything = { groups: groupIds, text: '', needsDispatcher: false };

describe('the columns', () => {
  test('hold every state exactly once', () => {
    const states = groupIds.flatMap((id) => groupStatuses[id]);
    expect(new Set(states).size).toBe(11);
    expect(states).toHaveLength(11);
  });

  test('put the nearest deadline on top and what presses nobody last', () => {
    const rows = [
      row('none'),
      row('later', due('2026-11-21T09:00:00.000Z')),
      row('overdue', due('2026-11-20T09:00:00.000Z')),
    ];
    const [unassigned] = arrangeBoard(rows, everything);
    expect(unassigned?.rows.map(({ orderNo }) => orderNo)).toEqual(['overdue', 'later', 'none']);
  });

  test('put what needs a dispatcher on top, and of that first what is lost first', () => {
    const rows = [
      row('calm', due('2026-11-21T09:00:00.000Z')),
      row('lost late', {
        needsDispatcher: true,
        giveUpAt: '2026-11-25T09:00:00.000Z',
        ...due('2026-11-19T09:00:00.000Z'),
      }),
      row('lost soon', {
        needsDispatcher: true,
        giveUpAt: '2026-11-22T09:00:00.000Z',
        ...due('2026-11-20T09:00:00.000Z'),
      }),
      row('given up before its deadline', {
        giveUpAt: '2026-11-21T08:00:00.000Z',
        ...due('2026-11-21T10:00:00.000Z'),
      }),
    ];
    const [unassigned] = arrangeBoard(rows, everything);
    expect(unassigned?.rows.map(({ orderNo }) => orderNo)).toEqual([
      'lost soon',
      'lost late',
      'given up before its deadline',
      'calm',
    ]);
  });

  test('show the closed ones newest first, and only when asked', () => {
    const rows = [
      row('old', { status: 'FINISHED', createdAt: '2026-11-01T00:00:00.000Z' }),
      row('new', { status: 'CANCELLED', createdAt: '2026-11-02T00:00:00.000Z' }),
    ];
    expect(
      arrangeBoard(rows, everything)
        .at(-1)
        ?.rows.map(({ orderNo }) => orderNo),
    ).toEqual(['new', 'old']);
    expect(arrangeBoard(rows, { ...everything, groups: usualGroups }).flatMap((one) => one.rows)).toEqual([]);
  });

  test('can be narrowed to what needs a dispatcher and to words', () => {
    const rows = [row('one', { needsDispatcher: true }), row('two', { patientName: '赵叔叔' })];
    const shown = (patch: object) =>
      arrangeBoard(rows, { ...everything, ...patch }).flatMap((one) =>
        one.rows.map(({ orderNo }) => orderNo),
      );
    expect(shown({ needsDispatcher: true })).toEqual(['one']);
    expect(shown({ text: '赵 协和' })).toEqual(['two']);
    expect(shown({ text: 'HALF-day' })).toEqual(['one', 'two']);
  });

  test('find an order by its escort', () => {
    const shifts: BoardRowDto['shifts'] = [
      { no: 1, startsAt: '', endsAt: '', cover: 'accepted', escortId: 'e', escortName: '王陪诊' },
    ];
    expect(matchesText(row('one', { shifts }), '王陪诊')).toBe(true);
    expect(matchesText(row('two'), '王陪诊')).toBe(false);
  });
});

describe('arrow keys', () => {
  const columns = [['a', 'b', 'c'], [], ['d'], ['e', 'f']];

  test.each([
    ['a', 'down', 'b'],
    ['a', 'up', undefined],
    ['c', 'down', undefined],
    ['c', 'right', 'd'],
    ['d', 'right', 'e'],
    ['f', 'left', 'd'],
    ['a', 'left', undefined],
    ['b', 'first', 'a'],
    ['a', 'last', 'c'],
    ['gone', 'down', 'a'],
  ] as const)('from %s %s lead to %s', (present, step, expected) => {
    expect(nextCard(columns, present, step)).toBe(expected);
  });

  test('lead nowhere on an empty board', () => {
    expect(nextCard([[], []], 'a', 'down')).toBeUndefined();
  });
});

test('a deadline presses from a quarter of an hour before', () => {
  expect([-1, 0, 899_999, 900_000].map(urgencyOf)).toEqual(['overdue', 'soon', 'soon', 'calm']);
});
