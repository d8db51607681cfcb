import { execFileSync } from 'node:child_process';
import { temporalCalendar } from '@banzhen/calendar';
import { describe, expect, test } from 'vitest';

const calendar = temporalCalendar();

const holidaysOf = (year: number): readonly string[] =>
  Array.from({ length: 366 }, (_, day) =>
    new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10),
  ).filter((date) => date.startsWith(String(year)) && calendar.isHoliday(date));

describe('public holidays of China', () => {
  test('have every day off, and not the worked weekends', () => {
    for (const day of ['2026-01-01', '2026-02-17', '2026-04-05', '2026-05-05', '2026-10-01', '2026-10-07'])
      expect(calendar.isHoliday(day), day).toBe(true);
    for (const day of ['2026-10-10', '2026-09-20', '2026-02-28', '2026-10-11', '2026-10-08', '2026-11-21'])
      expect(calendar.isHoliday(day), day).toBe(false);
    expect(holidaysOf(2026)).toHaveLength(33);
  });

  test('are the days fixed by law where the timetable is not published yet', () => {
    expect(holidaysOf(2035)).toEqual([
      '2035-01-01',
      '2035-02-07',
      '2035-02-08',
      '2035-02-09',
      '2035-02-10',
      '2035-04-05',
      '2035-05-01',
      '2035-05-02',
      '2035-06-10',
      '2035-09-16',
      '2035-10-01',
      '2035-10-02',
      '2035-10-03',
    ]);
  });

  test('do not depend on the zone of the process', () => {
    const script = `import { temporalCalendar } from '@banzhen/calendar';
      const { isHoliday } = temporalCalendar();
      console.log(['2026-09-30','2026-10-01','2026-10-07','2026-10-08','2035-02-07','2035-02-11','2035-04-05'].map(isHoliday).join());`;
    for (const TZ of ['America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati'])
      expect(
        execFileSync(process.execPath, ['--input-type=module', '-e', script], {
          cwd: new URL('..', import.meta.url),
          env: { ...process.env, TZ },
          encoding: 'utf8',
        }).trim(),
        TZ,
      ).toBe('false,true,true,false,true,false,true');
  });

  test('refuse what is not a date', () => {
    expect(() => calendar.isHoliday('tomorrow')).toThrow(RangeError);
  });
});
