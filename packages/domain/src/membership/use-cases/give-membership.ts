import type { Origin } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { giveMembership, type UnknownLevel, type WrongDays } from '../joining.js';
import type { MemberRefused } from '../permit.js';
import type { MemberChanged } from '../ports.js';
import type { MembershipDeps } from './deps.js';
import { type MemberAnswer, type SteerMember, steerMember } from './steer-member.js';

export type GiveMembership = SteerMember & {
  /** A level of the policy in force. */
  readonly level: number;
  /** Whole days, no more than a period has. */
  readonly days: number;
  readonly idempotencyKey: string;
};

type Refused = Denied | MemberRefused | MemberChanged | UnknownLevel | WrongDays;

/** M1 by staff: a membership for somebody who has none, for a cause. The same key gives once. */
export const makeGiveMembership =
  (deps: MembershipDeps) =>
  (actor: Person, origin: Origin, command: GiveMembership): Promise<Result<MemberAnswer, Refused>> => {
    const { level, days } = command;
    const bizId = `${actor.accountId}:${command.idempotencyKey}`;
    const steering = { operation: 'member.give', actor, origin, command } as const;
    return steerMember<MemberRefused | UnknownLevel | WrongDays>(
      deps,
      steering,
      async (stores, member, act) => {
        const history = await stores.members.history(member.accountId);
        if (history.some((event) => event.command === 'give' && event.bizId === bizId))
          return ok('done before');
        const policy = await stores.membershipPolicies.current(act.now);
        return giveMembership(member, { bizId, level, days }, policy, act);
      },
    );
  };
