import type { IdSource } from '../shared/ids.js';

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

/**
 * The same ids in the same order on every run: lower-case UUIDs in the form of version 7, each greater than the one
 * before. `series` (0 to 65,535) keeps several sources apart; codes follow the series too and differ from one another.
 */
export const scriptedIds = (series = 1): IdSource => {
  let ids = 0;
  let codes = 0;
  return {
    next: () => {
      ids += 1;
      return `01900000-${hex(series, 4)}-7000-8000-${hex(ids, 12)}`;
    },
    code: (digits) => {
      codes += 1;
      return String((series * 7919 + codes * 1237) % 10 ** digits).padStart(digits, '0');
    },
  };
};
