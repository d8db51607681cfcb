import type { AccountId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { endGrace, endPeriod } from '../ending.js';
import type { Member } from '../member.js';
import type { MemberEventType, MemberOutcome } from '../member-event.js';
import type { AlreadyCounted, MemberChanged } from '../ports.js';
import type { MembershipStores } from '../stores.js';
import type { MembershipDeps } from './deps.js';
import { saveMember } from './save-member.js';

/** What became of a membership whose timer is due: nothing where it has moved on since. */
export type DuePeriodEnded = MemberEventType | 'nothing due';

const outcomeOf = async (
  { membershipPolicies }: MembershipStores,
  member: Member,
  now: Date,
): Promise<MemberOutcome | undefined> => {
  const act = { now, by: { as: 'SYS' } } as const;
  if (member.status !== 'ACTIVE' && member.status !== 'GRACE') return undefined;
  // However late this comes, the version that was in force then is the one that judges.
  const endedAt = member.status === 'ACTIVE' ? member.period.during.endsAt : member.graceUntil;
  if (now < endedAt) return undefined;
  const policy = await membershipPolicies.current(endedAt);
  const moved = member.status === 'ACTIVE' ? endPeriod(member, policy, act) : endGrace(member, policy, act);
  if (!moved.ok) throw new Error(`membership of ${member.accountId}: ${moved.error.type}`);
  return moved.value;
};

/**
 * M3, M4: ends a period or a grace that is over, one step at a time; after a long standstill the next step is due at once.
 * Any number of workers may try at once: one ends it, and the others find nothing due or `MemberChanged` (JB6).
 */
export const makeEndDuePeriod =
  ({ platformUnitOfWork, clock }: MembershipDeps) =>
  ({
    accountId,
  }: {
    readonly accountId: AccountId;
  }): Promise<Result<DuePeriodEnded, MemberChanged | AlreadyCounted>> =>
    platformUnitOfWork.run<DuePeriodEnded, MemberChanged | AlreadyCounted>(async (stores) => {
      const member = await stores.members.find(accountId);
      const outcome = member && (await outcomeOf(stores, member, clock.now()));
      if (!outcome) return ok('nothing due');
      const saved = await saveMember(stores, outcome);
      return saved.ok ? ok(outcome.event.type) : err(saved.error);
    });
