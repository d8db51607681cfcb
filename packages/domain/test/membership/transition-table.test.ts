import {
  buyPlan,
  cancelMembership,
  earnGrowth,
  endGrace,
  endPeriod,
  freezeMembership,
  giveMembership,
  type Member,
  type MemberAct,
  type MemberCommand,
  type MemberOutcome,
  memberCommandsFrom,
  memberStatuses,
  membershipTable,
  permitMember,
  resumeMembership,
} from '@banzhen/domain/membership';
import type { Capacity } from '@banzhen/domain/shared/actor';
import { zeroFen } from '@banzhen/domain/shared/money';
import { err, type Result } from '@banzhen/domain/shared/result';
import { describe, expect, it } from 'vitest';
import { as, memberIn, paymentId, policy, rightDay } from './membership-scene.js';

const capacities: readonly Capacity[] = ['U', 'E', 'D', 'Q', 'F', 'A', 'C', 'S', 'AUD', 'PSP', 'SYS'];
const commands = [...new Set(membershipTable.map(({ command }) => command))];
const pairs = memberStatuses.flatMap((status) => commands.map((command) => ({ status, command })));
const rowFor = (status: Member['status'], command: MemberCommand) =>
  membershipTable.find((row) => row.command === command && row.from.includes(status));

const give: Record<
  MemberCommand,
  (member: Member, act: MemberAct) => Result<MemberOutcome, { type: string }>
> = {
  earn_growth: (member, act) => earnGrowth(member, { bizId: 'order', growth: 20 }, policy, act),
  buy_plan: (member, act) => buyPlan(member, { planCode: 'diamond-year', paymentId }, policy, act),
  give: (member, act) => giveMembership(member, { bizId: 'gift', level: 1, days: 30 }, policy, act),
  end_period: (member, act) => endPeriod(member, policy, act),
  end_grace: (member, act) => endGrace(member, policy, act),
  freeze: (member, act) => freezeMembership(member, act),
  resume: (member, act) => resumeMembership(member, act),
  cancel: (member, act) => cancelMembership(member, { usedBenefitsFen: zeroFen }, act),
};

describe('the table of memberships', () => {
  it('has every row from M1 to M6, one for a status and a command', () => {
    expect([...new Set(membershipTable.map(({ id }) => id))]).toEqual(['M1', 'M2', 'M3', 'M4', 'M5', 'M6']);
    for (const { status, command } of pairs)
      expect(
        membershipTable.filter((row) => row.command === command && row.from.includes(status)).length,
      ).toBeLessThanOrEqual(1);
  });

  it.each(pairs)('$command in $status is done by exactly those whom a row names', ({ status, command }) => {
    const row = rowFor(status, command);
    for (const capacity of capacities) {
      const answer = give[command](memberIn(status), as(capacity, rightDay[command], 'goodwill'));
      if (!row)
        expect(answer).toEqual(
          err({ type: 'IllegalMemberMove', status, command, allowed: memberCommandsFrom(status) }),
        );
      else if (!row.who.includes(capacity))
        expect(answer).toEqual(err({ type: 'MemberMoveNotForThisRole', command, as: capacity }));
      else if (answer.ok) {
        const { member, event } = answer.value;
        expect(row.to).toContain(member.status === status ? 'same' : member.status);
        expect(event).toMatchObject({ row: row.id, command, from: status, to: member.status });
        expect(member.version).toBe(memberIn(status).version + 1);
      } else throw new Error(`${command} in ${status}: ${answer.error.type}`);
      expect(memberCommandsFrom(status, capacity).includes(command)).toBe(answer.ok);
    }
  });

  it('wants a cause exactly where the row says so', () => {
    for (const { from, command, who, causeFrom = [] } of membershipTable)
      for (const status of from)
        for (const capacity of who) {
          const answer = permitMember(status, command, as(capacity, 0));
          expect(answer.ok).toBe(!causeFrom.includes(capacity));
          if (!answer.ok) expect(answer.error).toEqual({ type: 'CauseRequired', command });
        }
  });
});
