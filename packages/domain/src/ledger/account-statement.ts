import type { LocalDate } from '../shared/calendar.js';
import { addMoney, type Money, subtractMoney, zeroFen } from '../shared/money.js';

/**
 * What was charged to an account on a day and what was credited to it, both as positive fen, and what the partner paid, without payments that
 * were reversed on that day; before all of them where there is no day.
 */
export type AccountDay = {
  readonly day: LocalDate | undefined;
  readonly chargedFen: Money;
  readonly creditedFen: Money;
  readonly settledFen: Money;
};

/** A day of an account, with what was owed at its end. */
export type StatementDay = AccountDay & { readonly day: LocalDate; readonly closingFen: Money };

/** What was owed before some days and after them, and each of those on which something happened. */
export type AccountStatement = {
  readonly openingFen: Money;
  readonly closingFen: Money;
  readonly days: readonly StatementDay[];
};

/** Adds up an account whose days come in their order: each begins with what was owed at the end of the one before. */
export const accountStatement = (found: readonly AccountDay[]): AccountStatement => {
  let openingFen = zeroFen;
  let closingFen = zeroFen;
  const days: StatementDay[] = [];
  for (const { day, ...moved } of found) {
    const { chargedFen, creditedFen, settledFen } = moved;
    closingFen = subtractMoney(subtractMoney(addMoney(closingFen, chargedFen), creditedFen), settledFen);
    if (day === undefined) openingFen = closingFen;
    else days.push({ day, ...moved, closingFen });
  }
  return { openingFen, closingFen, days };
};
