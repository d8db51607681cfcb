import type { TooManyToCompare } from '../appointments/index.js';
import type { CalendarLifeUnfit } from '../calendars/index.js';
import type { SystemKnown } from '../clinic-systems/index.js';
import type { CreditExceeded } from '../ledger/index.js';
import type {
  BankReferenceUnfit,
  CreditLimitUnfit,
  KeyInvalid,
  KeyLifeUnfit,
  KeyNotFromHere,
  KeyOutOfScope,
  KeyOver,
  KeyQuotaSpent,
  KeyScopeUnfit,
  NetworkUnfit,
  PartnerKnown,
  PartnerNameUnfit,
  QuotaUnfit,
  ReceivedDayUnfit,
  SettlementAmountUnfit,
  SettlementKnown,
  SettlementReversed,
  SignatureInvalid,
  SignatureNeeded,
  SigningKeyUnfit,
  TooManyKeys,
} from '../partners/index.js';

/** Refusals of what is done about partners and their keys, of keys that are shown, and of links to calendars. */
export type PartnerRefusal =
  | BankReferenceUnfit
  | CalendarLifeUnfit
  | CreditExceeded
  | CreditLimitUnfit
  | KeyInvalid
  | KeyLifeUnfit
  | KeyNotFromHere
  | KeyOutOfScope
  | KeyOver
  | KeyQuotaSpent
  | KeyScopeUnfit
  | NetworkUnfit
  | PartnerKnown
  | PartnerNameUnfit
  | QuotaUnfit
  | ReceivedDayUnfit
  | SettlementAmountUnfit
  | SettlementKnown
  | SettlementReversed
  | SignatureInvalid
  | SignatureNeeded
  | SigningKeyUnfit
  | SystemKnown
  | TooManyKeys
  | TooManyToCompare;
