import type { AccountId, ChallengeId, SanctionId, SessionId, StaffGrantId, TenantId } from '../shared/ids.js';
import type { PhoneNumber } from '../shared/phone-number.js';
import type { Result } from '../shared/result.js';
import type { Account, PhoneTaken } from './account.js';
import type { Challenge, ChallengeClaim, ChallengePurpose, CodeGone, CodeNotSent } from './challenge.js';
import type { EraseBlocker, Erased } from './erasure.js';
import type { IdentityLink, IdentityTaken, WechatIdentity } from './identity-link.js';
import type { Quota, QuotaSubject } from './quota.js';
import type { Sanction } from './sanction.js';
import type { Session, SessionEnd } from './session.js';
import type { SignedIn } from './signed-in.js';
import type { StaffGrant } from './staff-grant.js';
import type { Ticket, TicketGone, TicketPurpose } from './ticket.js';
import type { Totp } from './totp.js';

/** More people want to hash at once than this machine can serve; nothing was done (AU6). */
export type TooBusy = { readonly type: 'TooBusy' };

/** A slow hash for what people choose or is short, at most 128 characters. */
export interface Hashing {
  hash(plain: string): Promise<string>;
  /** As long for a wrong text as for the right one; `needsRehash` once the parameters have changed. */
  verify(hashed: string, plain: string): Promise<{ readonly ok: boolean; readonly needsRehash: boolean }>;
}

/** Who may hash: only so many at the same time. */
export interface PasswordHasher {
  /**
   * Runs `work` in one of the places, or refuses before it has begun, so that a crowd costs neither a hash nor a transaction.
   * The place is held until `work` ends: nothing in it waits for anybody outside.
   */
  inTurn<T, E>(work: (hashing: Hashing) => Promise<Result<T, E>>): Promise<Result<T, E | TooBusy>>;
}

/** Things that only their receiver may know. */
export interface Secrets {
  /** 256 random bits, base64url. */
  token(): string;
  /** What is kept of a token, in hex. */
  tokenHash(token: string): string;
  /** Six random digits. */
  code(): string;
  /** Base32. */
  totpSecret(): string;
  /** The step to which a code of an authenticator app belongs at `at`; undefined for a wrong one. */
  totpStep(secret: string, code: string, at: Date): number | undefined;
}

/** Passwords that every attacker tries first. */
export interface PasswordList {
  isCommon(password: string): boolean;
}

/** Brings a one-time code to a phone. */
export interface CodeSender {
  /** Fails with `CodeNotSent` where no message can be sent; never inside a transaction. */
  send(message: {
    readonly to: PhoneNumber;
    readonly code: string;
    readonly purpose: ChallengePurpose;
    readonly expiresAt: Date;
  }): Promise<Result<void, CodeNotSent>>;
}

/** WeChat does not know the code, or it was used. */
export type WechatRefused = { readonly type: 'WechatRefused' };
export type WechatUnavailable = { readonly type: 'WechatUnavailable' };

/** Login with WeChat. What WeChat says beside the identity never leaves the adapter (AU12). */
export interface WechatLogin {
  /** Exchanges the code of a mini-program for who its user is; each code works once. */
  exchange(code: string): Promise<Result<WechatIdentity, WechatRefused | WechatUnavailable>>;
}

export interface AccountStore {
  find(id: AccountId): Promise<Account | undefined>;
  findByPhone(tenantId: TenantId, phone: PhoneNumber): Promise<Account | undefined>;
  /** Fails with `PhoneTaken`, also when another transaction is inserting the same number; nothing is written then. */
  insert(account: Account): Promise<Result<void, PhoneTaken>>;
  changePhone(id: AccountId, phone: PhoneNumber): Promise<Result<void, PhoneTaken>>;
  noteSignIn(id: AccountId, at: Date): Promise<void>;
}

export interface CredentialStore {
  /** Changes of it wait until the transaction that asked ends. */
  passwordHash(id: AccountId): Promise<string | undefined>;
  /** With `instead` only while that one is still the hash. */
  setPasswordHash(id: AccountId, hash: string, at: Date, instead?: string): Promise<void>;
  totp(id: AccountId): Promise<Totp | undefined>;
  /** Replaces the authenticator app of the account. */
  setTotp(totp: Totp): Promise<void>;
  /** Takes a step that is newer than the last, once; confirms the app if it was not. False for an old one (AU14). */
  takeTotpStep(id: AccountId, step: number, at: Date): Promise<boolean>;
  removeTotp(id: AccountId): Promise<void>;
}

export interface ChallengeStore {
  insert(challenge: Challenge): Promise<void>;
  /**
   * Counts one guess and answers the hash to compare with, as `mayGuess` says. However many come at once, no more than
   * five are answered; count it in a transaction of its own, so that a wrong guess stays counted (AU1).
   */
  takeGuess(
    claim: ChallengeClaim,
    now: Date,
  ): Promise<Result<{ readonly codeHash: string; readonly guessesLeft: number }, CodeGone>>;
  /** True once: of any number at the same time one gets it (AU2). */
  use(id: ChallengeId, now: Date): Promise<boolean>;
}

export interface TicketStore {
  insert(ticket: Ticket): Promise<void>;
  /** Counts one guess, like `ChallengeStore.takeGuess`. */
  takeGuess(
    tokenHash: string,
    purposes: readonly TicketPurpose[],
    now: Date,
  ): Promise<Result<Ticket, TicketGone>>;
  /** True once. */
  use(tokenHash: string, now: Date): Promise<boolean>;
  /** Uses up the half-done sign-ins of staff: the password that opened them is another one now. */
  voidSignIns(accountId: AccountId, now: Date): Promise<void>;
}

export interface SessionStore {
  insert(session: Session): Promise<void>;
  /** Live ones, the one seen last first. */
  ofAccount(accountId: AccountId, now: Date): Promise<readonly Session[]>;
  /** Ends a session of this account; false if there is no live one with this id. */
  end(accountId: AccountId, id: SessionId, ended: NonNullable<Session['ended']>): Promise<boolean>;
  /** Ends all sessions of the account but `except`; answers how many. */
  endAll(accountId: AccountId, why: SessionEnd, now: Date, except?: SessionId): Promise<number>;
  /** False where the session is over. */
  stepUp(id: SessionId, at: Date): Promise<boolean>;
}

export interface StaffGrantStore {
  insert(grant: StaffGrant): Promise<void>;
  find(id: StaffGrantId): Promise<StaffGrant | undefined>;
  ofAccount(accountId: AccountId): Promise<readonly StaffGrant[]>;
  /** Those that count at `now`. */
  ofTenant(tenantId: TenantId, now: Date): Promise<readonly StaffGrant[]>;
  /** As `ofTenant`, administrators only; changes of roles that ask for it go one after the other. */
  lockAdmins(tenantId: TenantId, now: Date): Promise<readonly StaffGrant[]>;
  /** False if it was revoked before. */
  revoke(id: StaffGrantId, revoked: NonNullable<StaffGrant['revoked']>): Promise<boolean>;
}

export interface SanctionStore {
  insert(sanction: Sanction): Promise<void>;
  find(id: SanctionId): Promise<Sanction | undefined>;
  /** The newest first. */
  ofAccount(accountId: AccountId): Promise<readonly Sanction[]>;
  /** Those of the tenant whose appeal nobody has answered, the oldest appeal first. */
  withOpenAppeal(tenantId: TenantId): Promise<readonly Sanction[]>;
  /** Succeeds only on the version before `sanction.version`. */
  update(sanction: Sanction): Promise<boolean>;
}

export interface IdentityLinkStore {
  accountOf(identityHash: string): Promise<AccountId | undefined>;
  /** Attaching what the same account has already changes nothing. */
  insert(link: IdentityLink): Promise<Result<void, IdentityTaken>>;
}

export interface ErasureStore {
  /**
   * What of its orders, money and shifts stands against erasing the account at `at`, each once. Erasing it again waits until
   * this transaction ends.
   */
  blockers(accountId: AccountId, at: Date): Promise<readonly EraseBlocker[]>;
  /**
   * Takes away what signs the account in and what finds it, the invitations to its phone, and its grants; destroys its data
   * key and those of the patients for whom nobody else holds a grant at `at`. What was sealed with them opens never again;
   * the row of the account stays, without a phone.
   */
  erase(accountId: AccountId, at: Date): Promise<Erased>;
}

/** Counters of what may be guessed or costs money: in the database, so that no restart and no second process forgets. */
export interface QuotaStore {
  /** Counts one try; false when the window has no more. Of any number at once exactly `quota.most` get true. */
  take(quota: Quota, subject: QuotaSubject, now: Date): Promise<boolean>;
  /** Forgets the tries of a subject, who has proven to be the owner. */
  clear(quota: Quota, subject: QuotaSubject): Promise<void>;
}

/** Who sends a request: one read each time, nothing kept in between (AU9). */
export interface SessionReader {
  /** Session, grants and sanctions of a token's hash, or undefined for a token that was never given out. */
  find(tokenHash: string): Promise<SignedIn | undefined>;
  /** Notes that the session is used. */
  noteSeen(id: SessionId, seen: Pick<Session, 'lastSeenAt' | 'idleUntil'>): Promise<void>;
}
