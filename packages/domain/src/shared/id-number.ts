import type { Brand } from './brand.js';
import { err, ok, type Result } from './result.js';

/** Resident identity number 公民身份号码 of 18 characters (GB 11643), the last one a digit or a capital X. */
export type IdNumber = Brand<string, 'IdNumber'>;

export type NotAnIdNumber = { readonly type: 'NotAnIdNumber' };

export type Sex = 'female' | 'male';

/** The provinces of GB/T 2260, and 81 to 83 for residents of Hong Kong, Macao and Taiwan. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
const EARLIEST_YEAR = 1900;

/** Whether `text` is a day of the calendar written `YYYY-MM-DD`. */
export const isCalendarDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

const checkCharacter = (digits: string): string | undefined =>
  CHECK_CHARACTERS[WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11];

/** The day of birth that the number tells, `YYYY-MM-DD`: a day of the calendar, never an instant. */
export const birthDateOf = (idNumber: IdNumber): string =>
  `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;

export const birthYearOf = (idNumber: IdNumber): number => Number(idNumber.slice(6, 10));

export const sexOf = (idNumber: IdNumber): Sex => (Number(idNumber[16]) % 2 === 1 ? 'male' : 'female');

/** Refuses numbers with another length, an unknown province, a day that never was, or a wrong check character. */
export const parseIdNumber = (text: string): Result<IdNumber, NotAnIdNumber> => {
  const given = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const isWellFormed = /^\d{17}[\dX]$/.test(given) && PROVINCES.has(given.slice(0, 2));
  const idNumber = given as IdNumber;
  return isWellFormed &&
    isCalendarDay(birthDateOf(idNumber)) &&
    Number(given.slice(6, 10)) >= EARLIEST_YEAR &&
    checkCharacter(given) === given[17]
    ? ok(idNumber)
    : err({ type: 'NotAnIdNumber' });
};
