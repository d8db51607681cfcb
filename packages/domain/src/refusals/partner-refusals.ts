import type { TooManyToCompare } from '../appointments/index.js';
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

/** Refusals of what is done about partners and their keys, and of keys that are shown. */
export type PartnerRefusal =
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
