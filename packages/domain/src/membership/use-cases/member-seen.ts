import type { AccountId } from '../../shared/ids.js';
import { type Member, type MemberStatus, newMember } from '../member.js';
import type { MemberEvent } from '../member-event.js';
import type { MemberLevel, MembershipPolicy } from '../membership-policy.js';
import { type Holder, privilege, quotaUse } from '../privilege.js';
import type { PrivilegeCode, PrivilegeValue } from '../privilege-value.js';
import type { MembershipStores } from '../stores.js';

/** A privilege that holds now; `left` says how many uses a quota still has in its present window. */
export type PrivilegeSeen = {
  readonly code: PrivilegeCode;
  readonly value: PrivilegeValue;
  readonly left?: number;
};

/** A membership with what it is worth now. */
export type MemberSeen = {
  readonly accountId: AccountId;
  readonly status: MemberStatus;
  readonly growth: number;
  /** For the next command: what has changed since is refused. 0 before there is a membership. */
  readonly version: number;
  readonly level?: Pick<MemberLevel, 'level' | 'name'>;
  /** With the version of the policy that its privileges are read from. */
  readonly period?: { readonly policyVersion: number; readonly startsAt: Date; readonly endsAt: Date };
  readonly graceUntil?: Date;
  readonly frozenAt?: Date;
  readonly endedAt?: Date;
  readonly privileges: readonly PrivilegeSeen[];
  /** In the order of their versions. */
  readonly history: readonly MemberEvent[];
};

const levelOf = (policy: MembershipPolicy, wanted: number): MemberLevel => {
  const level = policy.levels.find((one) => one.level === wanted);
  if (!level) throw new Error(`version ${policy.version} has no level ${wanted}`);
  return level;
};

const privilegesOf = async (
  { privilegeQuotas }: Pick<MembershipStores, 'privilegeQuotas'>,
  holder: Holder,
  { privileges }: MemberLevel,
  now: Date,
): Promise<readonly PrivilegeSeen[]> => {
  const seen: PrivilegeSeen[] = [];
  for (const { code } of privileges) {
    const granted = privilege(holder, code, now);
    if (!granted.ok) continue;
    const { value } = granted;
    const use = quotaUse(holder, code, now);
    const left = use.ok ? { left: use.value.most - (await privilegeQuotas.taken(use.value)) } : {};
    seen.push({ code, value, ...(value.kind === 'quota' ? { left: 0, ...left } : {}) });
  }
  return seen;
};

type Stores = Pick<MembershipStores, 'members' | 'membershipPolicies' | 'privilegeQuotas'>;

/** The stored membership of somebody, or that there is none yet. */
export const memberOfAccount = async (
  { members }: Pick<MembershipStores, 'members'>,
  { tenantId, accountId }: Pick<Member, 'tenantId' | 'accountId'>,
): Promise<Member> => (await members.find(accountId)) ?? newMember(tenantId, accountId);

/** What a screen shows of a membership at `now` (C24): the privileges of the version that its period began with. */
export const memberSeen = async (stores: Stores, member: Member, now: Date): Promise<MemberSeen> => {
  const { accountId, status, growth, version } = member;
  const history = version > 0 ? await stores.members.history(accountId) : [];
  const common = { accountId, status, growth, version, history };
  if (!('period' in member))
    return { ...common, privileges: [], ...('endedAt' in member ? { endedAt: member.endedAt } : {}) };
  const { policyVersion, during } = member.period;
  const policy = await stores.membershipPolicies.version(policyVersion);
  const level = levelOf(policy, member.period.level);
  return {
    ...common,
    level: { level: level.level, name: level.name },
    period: { policyVersion, ...during },
    ...('graceUntil' in member ? { graceUntil: member.graceUntil } : {}),
    ...('frozenAt' in member ? { frozenAt: member.frozenAt } : {}),
    privileges: await privilegesOf(stores, { member, policy }, level, now),
  };
};
