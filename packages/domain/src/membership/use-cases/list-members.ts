import { authorizeStanding } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import { maskPhone } from '../../privacy/index.js';
import type { Person } from '../../shared/actor.js';
import type { AccountId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { Member, MemberStatus } from '../member.js';
import type { MemberPage } from '../ports.js';
import type { MembershipStores } from '../stores.js';
import type { MembershipDeps } from './deps.js';

export type MemberListed = {
  readonly accountId: AccountId;
  /** Empty once the account is erased, as is the phone. */
  readonly name: string;
  /** Masked. */
  readonly phone: string;
  readonly status: MemberStatus;
  readonly growth: number;
  readonly level?: { readonly level: number; readonly name: { readonly zh: string; readonly en: string } };
  /** When the period, or the grace after it, ends. */
  readonly until?: Date;
};
export type MembersListed = { readonly rows: readonly MemberListed[]; readonly nextCursor?: AccountId };

const untilOf = (member: Member): Date | undefined => {
  if (member.status === 'GRACE') return member.graceUntil;
  return 'period' in member ? member.period.during.endsAt : undefined;
};

const listed = async (
  { accounts, membershipPolicies }: MembershipStores,
  member: Member,
): Promise<MemberListed> => {
  const { accountId, status, growth } = member;
  const account = await accounts.find(accountId);
  const policy =
    'period' in member ? await membershipPolicies.version(member.period.policyVersion) : undefined;
  const level = policy?.levels.find((one) => 'period' in member && one.level === member.period.level);
  const until = untilOf(member);
  return {
    accountId,
    name: account?.displayName ?? '',
    phone: account ? maskPhone(account.phone) : '',
    status,
    growth,
    ...(level ? { level: { level: level.level, name: level.name } } : {}),
    ...(until ? { until } : {}),
  };
};

/** The members of the tenant a page at a time, accounts that were opened last first (C11). */
export const makeListMembers =
  ({ unitOfWork, sessionClock }: MembershipDeps) =>
  async (actor: Person, page: MemberPage): Promise<Result<MembersListed, Denied>> => {
    const by = authorizeStanding('member.list', actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<MembersListed, never>(async (stores) => {
      const members = await stores.members.ofTenant(actor.tenantId, { ...page, limit: page.limit + 1 });
      const shown = members.slice(0, page.limit);
      const rows: MemberListed[] = [];
      for (const member of shown) rows.push(await listed(stores, member));
      const last = members.length > page.limit ? shown.at(-1) : undefined;
      return ok({ rows, ...(last ? { nextCursor: last.accountId } : {}) });
    });
  };
