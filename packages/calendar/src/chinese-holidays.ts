import chineseDays from 'chinese-days';

const DAY_MS = 86_400_000;

/**
 * Days with a holiday's name are listed as "English,中文,days"; other days have the name of a weekday. The library keeps
 * its days shifted by the zone of the process, and shifts a text, but not a `Date`, in the same way.
 */
const isListed = (date: string): boolean => {
  const { work, name } = chineseDays.getDayDetail(date);
  return !work && name.includes(',');
};

const lunarDate = new Intl.DateTimeFormat('en-US-u-ca-chinese', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
});

const lunarMonthDay = (epochMs: number): string => {
  const parts = lunarDate.formatToParts(epochMs);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('month')}-${of('day')}`;
};

const fixedDays = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
const lunarDays = ['1-1', '1-2', '1-3', '5-5', '8-15'];

/** 清明 by the rule of the 21st century: the fourth, fifth or sixth of April. */
const qingmingDay = (year: number): number =>
  Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4);

/** The 13 days that the law fixes (since 2025), without the exchanged days that are published each autumn. */
const isStatutory = (date: string): boolean => {
  const epochMs = Date.parse(`${date}T00:00:00Z`);
  const isQingming = date.endsWith(`04-0${qingmingDay(Number(date.slice(0, 4)))}`);
  const isNewYearsEve = lunarMonthDay(epochMs + DAY_MS) === '1-1';
  return (
    fixedDays.includes(date.slice(5)) ||
    isQingming ||
    isNewYearsEve ||
    lunarDays.includes(lunarMonthDay(epochMs))
  );
};

const published = new Map<string, boolean>();

const isPublished = (year: string): boolean => {
  const known = published.get(year);
  if (known !== undefined) return known;
  const answer = isListed(`${year}-10-01`);
  published.set(year, answer);
  return answer;
};

/**
 * True on every day off of a public holiday of mainland China, exchanged days included; a worked weekend (调休) and an
 * ordinary weekend are none. Years whose timetable is not published yet have the days that the law fixes. Throws
 * `RangeError` for text that is no date.
 */
export const isChineseHoliday = (date: string): boolean => {
  if (Number.isNaN(Date.parse(`${date}T00:00:00Z`))) throw new RangeError(`not a date: ${date}`);
  return isPublished(date.slice(0, 4)) ? isListed(date) : isStatutory(date);
};
