import { describe, expect, it } from 'vitest';
import { startDates } from '../../dist/fhir/start-dates.js';

const dates = (...values: string[]) => {
  const read = startDates(values);
  if (!read.ok) return `none: ${read.error}`;
  const { from, until, since, before, isBounded } = read.value;
  return { from, until, since: since?.toISOString(), before: before?.toISOString(), isBounded };
};
const days = (from: string, until: string, isBounded = true) => ({
  ...{ from, until, isBounded },
  ...{ since: undefined, before: undefined },
});

describe('dates of a search', () => {
  it.each([
    [['2026-12-03'], days('2026-12-03', '2026-12-03')],
    [['eq2026-12'], days('2026-12-01', '2026-12-31')],
    [['2026'], days('2026-01-01', '2026-12-31')],
    [['ge2026-12-03', 'lt2026-12-10'], days('2026-12-03', '2026-12-09')],
    [['gt2026-12-03', 'le2026-12-10'], days('2026-12-04', '2026-12-10')],
    [['gt2026-11', 'le2026-12'], days('2026-12-01', '2026-12-31')],
    [['ge2026-12-03', 'ge2026-12-05', 'le2026-12-09', 'lt2026-12-09'], days('2026-12-05', '2026-12-08')],
    [['ge2026-12-03'], days('2026-12-03', '2199-12-31', false)],
    [['lt2026-12-03'], days('1900-01-01', '2026-12-02', false)],
    [[], days('1900-01-01', '2199-12-31', false)],
  ])('%j are days of the clinic', (values, expected) => {
    expect(dates(...values)).toEqual(expected);
  });

  it('are instants where they have a time, as exact as they are written', () => {
    expect(dates('ge2026-12-03T08:00:00+08:00', 'lt2026-12-03T12:00:00Z')).toEqual({
      from: '2026-12-02',
      until: '2026-12-04',
      since: '2026-12-03T00:00:00.000Z',
      before: '2026-12-03T12:00:00.000Z',
      isBounded: true,
    });
    expect(dates('2026-12-03T08:00Z')).toMatchObject({
      since: '2026-12-03T08:00:00.000Z',
      before: '2026-12-03T08:01:00.000Z',
    });
    expect(dates('gt2026-12-03T08:00:00Z')).toMatchObject({ since: '2026-12-03T08:00:01.000Z' });
    expect(dates('le2026-12-03T08:00:00.5Z')).toMatchObject({ before: '2026-12-03T08:00:00.600Z' });
    // A plus that was not written as %2B.
    expect(dates('ge2026-12-03T08:00:00 08:00')).toMatchObject({ since: '2026-12-03T00:00:00.000Z' });
  });

  it.each([
    ['tomorrow'],
    ['2026-02-30'],
    ['2026-13'],
    ['0000-01-01'],
    ['9999-12-31'],
    ['ap2026-12-03'],
    ['2026-12-03T08:00:00'],
    ['2026-12-03T25:00:00Z'],
    [''],
  ])('%s is none', (value) => {
    expect(dates(value)).toBe(`none: ${value}`);
  });
});
