import type { AccountId, TenantId } from '../shared/ids.js';
import type { Result } from '../shared/result.js';
import type { Member, MemberStatus } from './member.js';
import type { MemberEvent } from './member-event.js';
import type { MembershipPolicy } from './membership-policy.js';
import type { QuotaUse, QuotaUsedUp } from './privilege.js';
import type { MemberCommand } from './transition-table.js';

/** The membership has moved on since it was read, or somebody else has just stored the first one. */
export type MemberChanged = { readonly type: 'MemberChanged' };
/** This command was recorded for this business before (S10). */
export type AlreadyCounted = {
  readonly type: 'AlreadyCounted';
  readonly command: MemberCommand;
  readonly bizId: string;
};

/** A page of members: those after `after` only, of one status where it is named. */
export type MemberPage = {
  readonly limit: number;
  readonly after?: AccountId;
  readonly status?: MemberStatus;
};

/** How many memberships of a tenant have a period at a level, frozen ones and those in grace included. */
export type LevelCount = { readonly level: number; readonly members: number };

/** The membership of each account, and its history. */
export interface MemberStore {
  find(accountId: AccountId): Promise<Member | undefined>;
  /** Those of these accounts that are members or ever were, in any order. */
  findAll(accountIds: readonly AccountId[]): Promise<readonly Member[]>;
  /** The members of a tenant, accounts that were opened last first. */
  ofTenant(tenantId: TenantId, page: MemberPage): Promise<readonly Member[]>;
  /** The levels of a tenant that somebody has, the lowest first. */
  countByLevel(tenantId: TenantId): Promise<readonly LevelCount[]>;
  /** Version 1 is inserted, every other replaces the version before it; fails with `MemberChanged` otherwise (6.0.1). */
  save(member: Member): Promise<Result<void, MemberChanged>>;
  /** Adds to the history of a membership that is saved; fails with `AlreadyCounted`, and the transaction must be refused then. */
  record(event: MemberEvent): Promise<Result<void, AlreadyCounted>>;
  /** In the order of their versions. */
  history(accountId: AccountId): Promise<readonly MemberEvent[]>;
}

/** Finds work for the timers of M3 and M4; a read outside any transaction. */
export interface DueMembers {
  /** At most `limit` accounts whose period or grace is over at `now`, the longest over first. */
  due(now: Date, limit: number): Promise<readonly AccountId[]>;
}

/** A version with the instant from which on it is in force; it never changes. */
export type PublishedPolicy = { readonly policy: MembershipPolicy; readonly inForceFrom: Date };

/** Published versions of levels, privileges and plans (C23). */
export interface MembershipPolicies {
  /** The newest version in force at `at`; throws where there is none. */
  current(at: Date): Promise<MembershipPolicy>;
  /** Throws for a version that was never published. */
  version(version: number): Promise<MembershipPolicy>;
  /** Every version, the highest first. */
  published(): Promise<readonly PublishedPolicy[]>;
  /** Publishes a version that was checked; false where its number is taken, and nothing is written then. */
  publish(published: PublishedPolicy): Promise<boolean>;
}

/** Counters of privileges that are used up. */
export interface PrivilegeQuotas {
  /** Takes one use; answers how many are left. Of any number at once exactly `use.most` succeed. */
  take(use: QuotaUse): Promise<Result<{ readonly left: number }, QuotaUsedUp>>;
  /** Gives one use of this window back, for whoever undoes what took it; where none was taken nothing happens. */
  giveBack(use: QuotaUse): Promise<void>;
  /** How many uses of this window were taken. */
  taken(use: QuotaUse): Promise<number>;
}
