import type {
  AccountBanned,
  AppealMade,
  CodeGone,
  CodeNotSent,
  CodeWrong,
  IdentityTaken,
  LastAdmin,
  NoAccount,
  NoOpenAppeal,
  PasswordUnfit,
  PhoneTaken,
  ProofNotAccepted,
  RoleHeld,
  RolesExclude,
  RoleTenantWide,
  SanctionOver,
  SessionOver,
  SignInFailed,
  TicketGone,
  TooBusy,
  TooManyTries,
  TotpWrong,
  WechatRefused,
  WechatUnavailable,
  WordsRequired,
} from '../accounts/index.js';
import type { StepUpNeeded } from '../policy/index.js';
import type { NotAPhoneNumber } from '../shared/phone-number.js';

/** Refusals of signing in, of sessions, and of what is done about accounts. */
export type AccountRefusal =
  | AccountBanned
  | AppealMade
  | CodeGone
  | CodeNotSent
  | CodeWrong
  | IdentityTaken
  | LastAdmin
  | NoAccount
  | NoOpenAppeal
  | NotAPhoneNumber
  | PasswordUnfit
  | PhoneTaken
  | ProofNotAccepted
  | RoleHeld
  | RolesExclude
  | RoleTenantWide
  | SanctionOver
  | SessionOver
  | SignInFailed
  | StepUpNeeded
  | TicketGone
  | TooBusy
  | TooManyTries
  | TotpWrong
  | WechatRefused
  | WechatUnavailable
  | WordsRequired;
