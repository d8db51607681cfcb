import { err, ok, type Result } from '../shared/result.js';
import type { TimeRange } from '../shared/time-range.js';
import type { ActiveMember, FrozenMember, Member, MemberInGrace } from './member.js';
import { type MemberOutcome, movedMember } from './member-event.js';
import { illegalMove, type MemberAct, type MemberRefused, permitMember } from './permit.js';

/** M5: the clock stops; privileges rest until it resumes. */
export const freezeMembership = (
  member: Member,
  act: MemberAct,
): Result<MemberOutcome<FrozenMember>, MemberRefused> => {
  const row = permitMember(member.status, 'freeze', act);
  if (!row.ok) return row;
  if (member.status !== 'ACTIVE' && member.status !== 'GRACE')
    return err(illegalMove(member.status, 'freeze'));
  const next: FrozenMember = { ...member, status: 'FROZEN', frozenAt: act.now };
  return ok(movedMember(member, row.value, next, act, { type: 'MembershipFrozen' }));
};

const later = (instant: Date, byMs: number): Date => new Date(instant.getTime() + byMs);

/** What of the range had not passed when the clock stopped is moved. */
const movedOn = ({ startsAt, endsAt }: TimeRange, frozenAt: Date, byMs: number): TimeRange => ({
  startsAt: startsAt > frozenAt ? later(startsAt, byMs) : startsAt,
  endsAt: endsAt > frozenAt ? later(endsAt, byMs) : endsAt,
});

/** M5: the clock goes on where it stopped, in the period or in its grace. */
export const resumeMembership = (
  member: Member,
  act: MemberAct,
): Result<MemberOutcome<ActiveMember | MemberInGrace>, MemberRefused> => {
  const row = permitMember(member.status, 'resume', act);
  if (!row.ok) return row;
  if (member.status !== 'FROZEN') return err(illegalMove(member.status, 'resume'));
  const { frozenAt, graceUntil, status: _, ...rest } = member;
  const byMs = act.now.getTime() - frozenAt.getTime();
  const { startsAt, endsAt } = rest.period.during;
  const running = {
    ...rest,
    // The whole period moves, so that a window of a quota goes on where it stopped.
    period: { ...rest.period, during: { startsAt: later(startsAt, byMs), endsAt: later(endsAt, byMs) } },
    purchases: rest.purchases.map((one) => ({ ...one, during: movedOn(one.during, frozenAt, byMs) })),
  };
  const next: ActiveMember | MemberInGrace = graceUntil
    ? { ...running, status: 'GRACE', graceUntil: later(graceUntil, byMs) }
    : { ...running, status: 'ACTIVE' };
  return ok(movedMember(member, row.value, next, act, { type: 'MembershipResumed' }));
};
