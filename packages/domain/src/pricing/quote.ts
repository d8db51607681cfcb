import type {
  AccountId,
  EscortId,
  HospitalId,
  OrderId,
  PatientId,
  QuoteId,
  TenantId,
} from '../shared/ids.js';
import type { KeptMembership } from '../shared/kept-membership.js';
import type { BasisPoints, Money } from '../shared/money.js';
import { err, ok, type Result } from '../shared/result.js';
import type { TimeRange } from '../shared/time-range.js';
import type { EscortService } from './offering.js';
import type { QuotedLine } from './price.js';

/** A price that the family was shown and may book at until `validUntil` (E6, PAY7). */
export type Quote = {
  readonly id: QuoteId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly cityCode: string;
  readonly patientId: PatientId;
  readonly hospitalId: HospitalId;
  readonly service: Pick<EscortService, 'code' | 'kind' | 'skills'>;
  readonly shifts: readonly TimeRange[];
  readonly wishes: { readonly escortId?: EscortId; readonly escortGender?: 'female' | 'male' };
  readonly lines: readonly QuotedLine[];
  readonly totalFen: Money;
  readonly memberDiscount: BasisPoints;
  /** What it was priced with, for the order to keep; absent where no membership counted (M4). */
  readonly membership?: KeptMembership;
  readonly policyVersion: number;
  readonly createdAt: Date;
  readonly validUntil: Date;
  readonly usedFor?: OrderId;
};

export type QuoteExpired = { readonly type: 'QuoteExpired'; readonly validUntil: Date };
export type QuoteUsed = { readonly type: 'QuoteUsed'; readonly orderId: OrderId };

/** A quote books once, and only while it is valid. */
export const checkQuote = (quote: Quote, now: Date): Result<Quote, QuoteExpired | QuoteUsed> => {
  if (quote.usedFor) return err({ type: 'QuoteUsed', orderId: quote.usedFor });
  return now < quote.validUntil ? ok(quote) : err({ type: 'QuoteExpired', validUntil: quote.validUntil });
};
