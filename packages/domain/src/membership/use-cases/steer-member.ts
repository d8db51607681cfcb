import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied, OperationId } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { AccountId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { Member, MemberStatus } from '../member.js';
import type { MemberOutcome } from '../member-event.js';
import type { MemberAct, MemberCause } from '../permit.js';
import type { MemberChanged } from '../ports.js';
import type { MembershipStores } from '../stores.js';
import type { MembershipDeps } from './deps.js';
import { memberOfAccount } from './member-seen.js';
import { saveMember } from './save-member.js';

export type SteerMember = { readonly accountId: AccountId; readonly cause: MemberCause };

/** What a command about a membership answers: enough to go on, and the version for the next command. */
export type MemberAnswer = {
  readonly accountId: AccountId;
  readonly status: MemberStatus;
  readonly version: number;
};

export const memberAnswer = ({ accountId, status, version }: Member): MemberAnswer => ({
  accountId,
  status,
  version,
});

export type Steering = {
  readonly operation: Extract<OperationId, `member.${string}`>;
  readonly actor: Person;
  readonly origin: Origin;
  readonly command: SteerMember;
};

/** Answers the next state, a refusal, or the present state where a repeated request has nothing left to do. */
type Decide<E> = (
  stores: MembershipStores,
  member: Member,
  act: MemberAct,
) => Promise<Result<MemberOutcome | 'done before', E>>;

/** A command of staff about the membership of an account of their tenant, audited with its cause (D*). */
export const steerMember = <E extends { readonly type: string }>(
  deps: MembershipDeps,
  { operation, actor, origin, command }: Steering,
  decide: Decide<E>,
): Promise<Result<MemberAnswer, Denied | MemberChanged | E>> => {
  const { accountId, cause } = command;
  const audited = byPerson(operation, actor, origin, { kind: 'account', id: accountId });
  return recordRefusal(deps, audited, async () => {
    const by = authorizeStanding(operation, actor, deps.sessionClock.now());
    if (!by.ok) return by;
    return deps.unitOfWork.run<MemberAnswer, Denied | MemberChanged | E>(async (stores) => {
      const now = deps.clock.now();
      const account = await stores.accounts.find(accountId);
      if (account?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
      const member = await memberOfAccount(stores, { tenantId: account.tenantId, accountId });
      const decided = await decide(stores, member, { now, by: by.value, cause });
      if (!decided.ok) return decided;
      if (decided.value === 'done before') return ok(memberAnswer(member));
      const saved = await saveMember(stores, decided.value);
      // Whoever else has done the same for this business a moment ago has changed the membership as well.
      if (!saved.ok) return err({ type: 'MemberChanged' });
      const { event } = decided.value;
      const facts = { row: event.row, from: event.from, to: event.to, version: event.version, cause };
      await recordDone(stores, { ...audited, actor: by.value }, now, facts);
      return ok(memberAnswer(decided.value.member));
    });
  });
};
