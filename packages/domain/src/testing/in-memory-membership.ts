import type {
  DueMembers,
  Member,
  MemberStore,
  MembershipPolicies,
  PrivilegeQuotas,
  QuotaUse,
} from '../membership/index.js';
import { done, err, ok } from '../shared/result.js';
import type { InMemoryDatabase } from './in-memory-database.js';
import type { MemberTables } from './in-memory-member-tables.js';

export const inMemoryMemberStore = ({ members, events, policies }: MemberTables): MemberStore => ({
  find: async (accountId) => members.get(accountId),
  findAll: async (accountIds) => accountIds.flatMap((id) => members.get(id) ?? []),
  ofTenant: async (tenantId, { limit, after, status }) =>
    members
      .where(
        (one) =>
          one.tenantId === tenantId &&
          (after === undefined || one.accountId < after) &&
          (status === undefined || one.status === status),
      )
      .toSorted((left, right) => (left.accountId < right.accountId ? 1 : -1))
      .slice(0, limit),
  async countByLevel(tenantId) {
    const counts = new Map<number, number>();
    for (const member of members.where((one) => one.tenantId === tenantId))
      if ('period' in member) counts.set(member.period.level, (counts.get(member.period.level) ?? 0) + 1);
    return [...counts]
      .map(([level, count]) => ({ level, members: count }))
      .toSorted((left, right) => left.level - right.level);
  },
  async save(member) {
    if ((members.get(member.accountId)?.version ?? 0) !== member.version - 1)
      return err({ type: 'MemberChanged' });
    if ('period' in member && !policies.has(String(member.period.policyVersion)))
      throw new Error(`members: there is no policy ${member.period.policyVersion}`);
    members.put(member.accountId, member);
    return done;
  },
  async record(event) {
    const { tenantId, command, bizId } = event;
    const isSame = (one: typeof event) =>
      one.tenantId === tenantId && one.command === command && one.bizId === bizId;
    if (bizId !== undefined && events.where(isSame).length > 0)
      return err({ type: 'AlreadyCounted', command, bizId });
    events.insert(`${event.accountId}/${event.version}`, event);
    return done;
  },
  history: async (accountId) =>
    events
      .where((event) => event.accountId === accountId)
      .toSorted((left, right) => left.version - right.version),
});

export const inMemoryMembershipPolicies = ({ policies }: MemberTables): MembershipPolicies => ({
  async current(at) {
    const inForce = policies.where(({ inForceFrom }) => inForceFrom <= at);
    const newest = inForce.toSorted((left, right) => right.policy.version - left.policy.version)[0];
    if (!newest) throw new Error('no membership policy is in force');
    return newest.policy;
  },
  async version(version) {
    const found = policies.get(String(version));
    if (!found) throw new Error(`membership policy ${version} was never published`);
    return found.policy;
  },
  published: async () =>
    policies.where(() => true).toSorted((left, right) => right.policy.version - left.policy.version),
  async publish(published) {
    const key = String(published.policy.version);
    if (policies.has(key)) return false;
    policies.insert(key, published);
    return true;
  },
});

const keyOf = ({ accountId, code, periodNo, windowNo }: QuotaUse): string =>
  `${accountId} ${code} ${periodNo}/${windowNo}`;

export const inMemoryPrivilegeQuotas = ({ uses }: MemberTables): PrivilegeQuotas => ({
  async take(use) {
    const taken = uses.get(keyOf(use)) ?? 0;
    if (taken >= use.most) return err({ type: 'QuotaUsedUp', code: use.code, most: use.most });
    uses.put(keyOf(use), taken + 1);
    return ok({ left: use.most - taken - 1 });
  },
  async giveBack(use) {
    const taken = uses.get(keyOf(use)) ?? 0;
    if (taken > 1) uses.put(keyOf(use), taken - 1);
    else uses.delete(keyOf(use));
  },
  taken: async (use) => uses.get(keyOf(use)) ?? 0,
});

const overAt = (member: Member): Date | undefined => {
  if (member.status === 'ACTIVE') return member.period.during.endsAt;
  return member.status === 'GRACE' ? member.graceUntil : undefined;
};

export const inMemoryDueMembers = (database: InMemoryDatabase): DueMembers => ({
  async due(now, limit) {
    const ends = database
      .committed()
      .membership.members.where(() => true)
      .flatMap((member) => {
        const endsAt = overAt(member);
        return endsAt && endsAt <= now ? [{ accountId: member.accountId, endsAt }] : [];
      });
    return ends
      .toSorted((left, right) => left.endsAt.getTime() - right.endsAt.getTime())
      .slice(0, limit)
      .map(({ accountId }) => accountId);
  },
});
