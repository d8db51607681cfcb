import type { TooManyToCompare } from '../appointments/index.js';
import type { CalendarLifeUnfit } from '../calendars/index.js';
import type {
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
  TooManyKeys,
} from '../partners/index.js';

/** Refusals of what is done about partners and their keys, of keys that are shown, and of links to calendars. */
export type PartnerRefusal =
  | CalendarLifeUnfit
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
  | TooManyKeys
  | TooManyToCompare;
