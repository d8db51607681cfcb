import type {
  AccountBanned,
  AppealMade,
  CodeGone,
  CodeNotSent,
  CodeWrong,
  EraseBlocked,
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
import type { ConsentNeeded, ConsentOutdated } from '../consents/index.js';
import type {
  IdNumberKnown,
  InvitationGone,
  LastKeeper,
  PatientDetailsWrong,
  ProxyTooLong,
  TooManyInvitations,
} from '../patients/index.js';
import type { StepUpNeeded } from '../policy/index.js';
import type { NotAPhoneNumber } from '../shared/phone-number.js';

/** Refusals of signing in, of sessions, of what is done about accounts, patients and their proxies, and of consents. */
export type AccountRefusal =
  | AccountBanned
  | AppealMade
  | CodeGone
  | CodeNotSent
  | CodeWrong
  | ConsentNeeded
  | ConsentOutdated
  | EraseBlocked
  | IdentityTaken
  | IdNumberKnown
  | InvitationGone
  | LastAdmin
  | LastKeeper
  | NoAccount
  | NoOpenAppeal
  | NotAPhoneNumber
  | PasswordUnfit
  | PatientDetailsWrong
  | PhoneTaken
  | ProofNotAccepted
  | ProxyTooLong
  | RoleHeld
  | RolesExclude
  | RoleTenantWide
  | SanctionOver
  | SessionOver
  | SignInFailed
  | StepUpNeeded
  | TicketGone
  | TooBusy
  | TooManyInvitations
  | TooManyTries
  | TotpWrong
  | WechatRefused
  | WechatUnavailable
  | WordsRequired;
