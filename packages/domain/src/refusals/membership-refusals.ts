import type {
  CauseRequired,
  IllegalMemberMove,
  MemberChanged,
  MemberMoveNotForThisRole,
  NothingPaid,
  PlanClosed,
  PlanPurchaseUnavailable,
  PlanRefundUnavailable,
  QuotaUsedUp,
  UnknownLevel,
  WrongDays,
  WrongMembershipPolicy,
} from '../membership/index.js';
import type { ExpiryPast, NotEnoughPoints, PointsNotForThisRole, WrongPoints } from '../points/index.js';
import type { PolicyInPast, PolicyOutdated } from '../shared/publishing.js';

/** Refusals of what is done about members, their policies and their points. */
export type MembershipRefusal =
  | CauseRequired
  | ExpiryPast
  | IllegalMemberMove
  | MemberChanged
  | MemberMoveNotForThisRole
  | NotEnoughPoints
  | NothingPaid
  | PlanClosed
  | PlanPurchaseUnavailable
  | PlanRefundUnavailable
  | PointsNotForThisRole
  | PolicyInPast
  | PolicyOutdated
  | QuotaUsedUp
  | UnknownLevel
  | WrongDays
  | WrongMembershipPolicy
  | WrongPoints;
