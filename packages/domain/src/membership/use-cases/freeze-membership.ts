import type { Origin } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { err, type Result } from '../../shared/result.js';
import { freezeMembership, resumeMembership } from '../freezing.js';
import type { Member } from '../member.js';
import type { MemberOutcome } from '../member-event.js';
import type { MemberAct, MemberRefused } from '../permit.js';
import type { MemberChanged } from '../ports.js';
import type { MembershipDeps } from './deps.js';
import { type MemberAnswer, type SteerMember, steerMember } from './steer-member.js';

export type FreezeMembership = SteerMember & {
  /** The version that the caller saw; another one is refused. */
  readonly expectedVersion: number;
};

type Refused = Denied | MemberRefused | MemberChanged;
type Move = (member: Member, act: MemberAct) => Result<MemberOutcome, MemberRefused>;

const makeMove =
  (operation: 'member.freeze' | 'member.resume', move: Move) =>
  (deps: MembershipDeps) =>
  (actor: Person, origin: Origin, command: FreezeMembership): Promise<Result<MemberAnswer, Refused>> =>
    steerMember<MemberRefused | MemberChanged>(
      deps,
      { operation, actor, origin, command },
      async (_stores, member, act) =>
        member.version === command.expectedVersion ? move(member, act) : err({ type: 'MemberChanged' }),
    );

/** M5 by staff: the clock of a membership stops, and its privileges rest, for a cause. */
export const makeFreezeMembership = makeMove('member.freeze', freezeMembership);

/** M5 by staff: the clock goes on where it stopped, for a cause. */
export const makeResumeMembership = makeMove('member.resume', resumeMembership);
