import { dateAfter, type LocalDate } from '../shared/calendar.js';
import type { AccountId, PartnerId, SettlementId, SettlementReversalId, TenantId } from '../shared/ids.js';
import { fen, type Money } from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';

/** Money that a partner has paid for its account. It is never changed: what is wrong with it is reversed and booked anew. */
export type Settlement = {
  readonly id: SettlementId;
  readonly tenantId: TenantId;
  readonly partnerId: PartnerId;
  /** Whole fen, more than zero. */
  readonly amountFen: Money;
  /** The day on which the bank had it, by the clinics' calendar. */
  readonly receivedOn: LocalDate;
  /** What the bank calls the transfer; one settlement that counts for each in a tenant. */
  readonly bankReference: string;
  readonly recordedAt: Date;
  readonly recordedBy: AccountId;
};

export const reversalCauses = ['wrong-partner', 'wrong-amount', 'wrong-details', 'returned'] as const;

/** Why a settlement does not count: booked for another partner, another amount, another day or reference, or the bank has taken the money back. */
export type ReversalCause = (typeof reversalCauses)[number];

/** Takes a settlement back, once: what it paid is owed again. */
export type SettlementReversal = {
  readonly id: SettlementReversalId;
  readonly settlementId: SettlementId;
  readonly cause: ReversalCause;
  readonly reversedAt: Date;
  readonly reversedBy: AccountId;
};

/** A settlement with what became of it. */
export type BookedSettlement = Settlement & { readonly reversal?: SettlementReversal };

/** A transfer of this reference is booked and not reversed: for whom, and how much it was. */
export type SettlementKnown = {
  readonly type: 'SettlementKnown';
  readonly settlementId: SettlementId;
  readonly partnerId: PartnerId;
  readonly partnerName: string;
  readonly amountFen: Money;
  readonly receivedOn: LocalDate;
};
/** The settlement has been reversed before. */
export type SettlementReversed = { readonly type: 'SettlementReversed'; readonly settlementId: SettlementId };
/** An amount is a whole number of fen from 1 to `mostFen`. */
export type SettlementAmountUnfit = { readonly type: 'SettlementAmountUnfit'; readonly mostFen: number };
/** The day is not one from `from` to `until`, which is today. */
export type ReceivedDayUnfit = {
  readonly type: 'ReceivedDayUnfit';
  readonly from: LocalDate;
  readonly until: LocalDate;
};
/** A reference has 1 to `limit` Latin letters, digits and the marks that banks use; blanks in it count for nothing. */
export type BankReferenceUnfit = { readonly type: 'BankReferenceUnfit'; readonly limit: number };

/** A hundred million yuan: far from where sums of fen lose their exactness. */
const MOST_FEN = 10_000_000_000;
/** An older day is more likely a slip of the keyboard than a transfer that nobody has noticed for a year. */
const OLDEST_DAYS = 366;
const LONGEST_REFERENCE = 64;
const REFERENCE = /^[A-Z0-9/\-?:().,'+_#]+$/;

/** The reference as it is kept and compared: wide letters made narrow, small ones large, without blanks. It cannot be somebody's name in Chinese. */
export const bankReference = (given: string): Result<string, BankReferenceUnfit> => {
  const kept = given.normalize('NFKC').replaceAll(/\s+/g, '').toUpperCase();
  const isFit = kept.length <= LONGEST_REFERENCE && REFERENCE.test(kept);
  return isFit ? ok(kept) : err({ type: 'BankReferenceUnfit', limit: LONGEST_REFERENCE });
};

const isDay = (given: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(given) &&
  !Number.isNaN(Date.parse(`${given}T00:00:00Z`)) &&
  dateAfter(given, 0) === given;

/** The day as given, where it is one of the last year and not after `today`. */
export const receivedDay = (given: string, today: LocalDate): Result<LocalDate, ReceivedDayUnfit> => {
  const from = dateAfter(today, -OLDEST_DAYS);
  const isFit = isDay(given) && from <= given && given <= today;
  return isFit ? ok(given) : err({ type: 'ReceivedDayUnfit', from, until: today });
};

export const settlementAmount = (given: number): Result<Money, SettlementAmountUnfit> =>
  Number.isInteger(given) && 1 <= given && given <= MOST_FEN
    ? ok(fen(given))
    : err({ type: 'SettlementAmountUnfit', mostFen: MOST_FEN });
