import type { ExceptionDto, TemplateDto, TemplatesDto } from '@banzhen/contracts';
import { describe, expect, test } from 'vitest';
import { leavesOf, templatesForLeave } from '../src/features/directory/leaves.js';
import { adjustmentIn } from '../src/features/members/points-sums.js';

describe('an adjustment of points', () => {
  const book = { balance: 40, debt: 0, spendable: 40 };
  const owing = { balance: -30, debt: 30, spendable: 0 };

  test('adds to the balance, and pays a debt first', () => {
    expect(adjustmentIn(book, 'up', 10)).toMatchObject({ isPossible: true, paysDebt: 0, balanceAfter: 50 });
    expect(adjustmentIn(owing, 'up', 10)).toMatchObject({ paysDebt: 10, balanceAfter: -20 });
    expect(adjustmentIn(owing, 'up', 50)).toMatchObject({ paysDebt: 30, balanceAfter: 20 });
  });

  test('takes no more than can be spent', () => {
    expect(adjustmentIn(book, 'down', 40)).toMatchObject({ isPossible: true, balanceAfter: 0 });
    expect(adjustmentIn(book, 'down', 41)).toMatchObject({ isPossible: false, most: 40 });
    expect(adjustmentIn(owing, 'down', 1)).toMatchObject({ isPossible: false, most: 0 });
    expect(adjustmentIn(book, 'up', 0).isPossible).toBe(false);
  });
});

describe('days of leave', () => {
  const template = (templateId: string, doctorId: string, effectiveUntil?: string): TemplateDto => ({
    ...{ templateId, doctorId, departmentId: 'd', effectiveFrom: '2030-01-01', week: [], version: 1 },
    ...(effectiveUntil ? { effectiveUntil } : {}),
  });
  const exception = (templateId: string, date: string, kind: ExceptionDto['kind']): ExceptionDto => ({
    ...{ exceptionId: `${templateId} ${date} ${kind}`, templateId, date, kind },
  });
  const planning: TemplatesDto = {
    zone: 'Asia/Shanghai',
    templates: [template('a', 'li'), template('b', 'li', '2030-02-01'), template('c', 'wang')],
    exceptions: [
      exception('c', '2030-01-20', 'leave'),
      exception('a', '2030-01-10', 'leave'),
      exception('b', '2030-01-10', 'leave'),
      exception('a', '2030-01-11', 'cancelled'),
      exception('gone', '2030-01-12', 'leave'),
    ],
    holidays: [],
  };

  test('are each doctor’s once, with every exception that makes them, by date', () => {
    expect(
      leavesOf(planning).map(({ doctorId, date, exceptions }) => [doctorId, date, exceptions.length]),
    ).toEqual([
      ['li', '2030-01-10', 2],
      ['wang', '2030-01-20', 1],
    ]);
  });

  test('are for the weekly hours that hold on the date, and have none yet', () => {
    const ids = (doctorId: string, date: string) =>
      templatesForLeave(planning, doctorId, date).map(({ templateId }) => templateId);
    expect(ids('li', '2030-01-11')).toEqual(['a', 'b']);
    expect(ids('li', '2030-02-01')).toEqual(['a']);
    expect(ids('li', '2030-01-10')).toEqual([]);
    expect(ids('li', '2029-12-31')).toEqual([]);
    expect(ids('wang', '2030-01-10')).toEqual(['c']);
  });
});
