import type { NotEligible, OfferClosed } from '../dispatch/index.js';
import type { TooManyRequests } from '../limits/index.js';
import type {
  AlreadyReviewed,
  BalanceOverdue,
  BalanceUnpaid,
  DifferenceUnpaid,
  DisputeOpen,
  EndTooSoon,
  EscortExcluded,
  EscortTaken,
  ExtensionTooLong,
  HallNotOpen,
  HandOverTooSoon,
  IllegalTransition,
  NextShiftUncovered,
  NoNextShift,
  NotAReview,
  NotDueYet,
  NotForThisRole,
  NotYetAvailable,
  NotYourAssignment,
  OfferNotLive,
  OtherShiftCount,
  OutsideWindow,
  PastCutOff,
  PatientNotRealNamed,
  PatientTaken,
  QuoteOutdated,
  ReasonRequired,
  ReviewNotOpen,
  ScopeConsentOutdated,
  ShiftNotOpen,
  ShiftsRemain,
  SomeShiftsCovered,
  StaleVersion,
  StepsMissing,
  TooFarAhead,
  TooFewContactAttempts,
  TooManyReschedules,
  TooManyUnpaidOrders,
  TooShort,
  TooSoon,
  VisitCodeLocked,
  VisitCodeNeeded,
  VisitCodeWrong,
  WaitNotOver,
} from '../orders/index.js';
import type { NoGrantForPatient } from '../patients/index.js';
import type { CallbackForged, ProviderUnavailable } from '../payments/index.js';
import type { NotAllowed, NotFound } from '../policy/index.js';
import type { QuoteExpired, QuoteUsed, TooLong, WrongPrice } from '../pricing/index.js';
import type { KeyReused, RequestRunning } from '../shared/idempotency.js';
import type { EmptyTimeRange } from '../shared/time-range.js';
import type {
  AmountNotDue,
  BookedOnAccount,
  NobodyEligible,
  NobodyFree,
  NoteTooLong,
  NothingToPay,
  NotYourShift,
  QuoteForAnother,
  ServiceNotOffered,
} from '../visits/index.js';
import type { AccountRefusal } from './account-refusals.js';
import type { AppointmentRefusal } from './appointment-refusals.js';
import type { BundleRefusal } from './bundle-refusals.js';
import type { CertificationRefusal } from './certification-refusals.js';
import type { ConversationRefusal } from './conversation-refusals.js';
import type { MembershipRefusal } from './membership-refusals.js';
import type { PartnerRefusal } from './partner-refusals.js';
import type { RequestRefusal } from './request-refusals.js';
import type { ScheduleRefusal } from './schedule-refusals.js';
import type { WaitlistRefusal } from './waitlist-refusals.js';
import type { WebhookRefusal } from './webhook-refusals.js';

/** What was sent does not have the form that this operation takes; nothing was done. */
export type InvalidInput = {
  readonly type: 'InvalidInput';
  readonly fields: readonly { readonly path: string; readonly problem: string }[];
};
export type NotSignedIn = { readonly type: 'NotSignedIn' };

/** The database or a network in between is busy or restarting: the same request with the same key may go well soon. */
export type TemporarilyUnavailable = { readonly type: 'TemporarilyUnavailable' };

/** Every refusal that can reach a person through a transport. */
export type Refusal =
  | RequestRefusal
  | AccountRefusal
  | AppointmentRefusal
  | WaitlistRefusal
  | BundleRefusal
  | ConversationRefusal
  | CertificationRefusal
  | MembershipRefusal
  | PartnerRefusal
  | WebhookRefusal
  | ScheduleRefusal
  | AlreadyReviewed
  | AmountNotDue
  | BalanceOverdue
  | BalanceUnpaid
  | DifferenceUnpaid
  | CallbackForged
  | DisputeOpen
  | EmptyTimeRange
  | EndTooSoon
  | EscortExcluded
  | EscortTaken
  | ExtensionTooLong
  | HallNotOpen
  | HandOverTooSoon
  | IllegalTransition
  | KeyReused
  | NextShiftUncovered
  | NobodyEligible
  | NobodyFree
  | NoGrantForPatient
  | NoNextShift
  | NotAllowed
  | NotAReview
  | NotDueYet
  | NoteTooLong
  | NotEligible
  | NotForThisRole
  | NotFound
  | BookedOnAccount
  | NothingToPay
  | NotYetAvailable
  | NotYourAssignment
  | NotYourShift
  | OfferClosed
  | OfferNotLive
  | OtherShiftCount
  | OutsideWindow
  | PastCutOff
  | PatientNotRealNamed
  | PatientTaken
  | ProviderUnavailable
  | QuoteExpired
  | QuoteForAnother
  | QuoteOutdated
  | QuoteUsed
  | ReasonRequired
  | RequestRunning
  | ReviewNotOpen
  | ScopeConsentOutdated
  | ServiceNotOffered
  | ShiftNotOpen
  | ShiftsRemain
  | SomeShiftsCovered
  | StaleVersion
  | StepsMissing
  | TooFarAhead
  | TooFewContactAttempts
  | TooLong
  | TooManyRequests
  | TooManyReschedules
  | TooManyUnpaidOrders
  | TooShort
  | TooSoon
  | InvalidInput
  | NotSignedIn
  | TemporarilyUnavailable
  | VisitCodeLocked
  | VisitCodeNeeded
  | VisitCodeWrong
  | WaitNotOver
  | WrongPrice;
