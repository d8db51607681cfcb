import { beforeEach, describe, expect, it } from 'vitest';
import {
  type AlreadyCounted,
  buyPlan,
  cancelMembership,
  defaultMembershipPolicy,
  earnGrowth,
  endGrace,
  endPeriod,
  freezeMembership,
  type Member,
  type MemberChanged,
  type MemberOutcome,
  type MemberPage,
  newMember,
} from '../../membership/index.js';
import type { Capacity } from '../../shared/actor.js';
import { DAY_MS } from '../../shared/clock.js';
import { type AccountId, idFrom, type PaymentId, type TenantId } from '../../shared/ids.js';
import { fen } from '../../shared/money.js';
import { err, ok, type Result } from '../../shared/result.js';
import { freshId } from './fresh.js';
import { anAccountOf, type OpenMembershipStores, openedMembership } from './membership-fixture.js';
import { inOne } from './patient-fixture.js';

/** Long before anything else that shares the store is due. */
const start = new Date('1990-01-07T02:00:00Z');
const day = (days: number): Date => new Date(start.getTime() + days * DAY_MS);
const by = (as: Capacity, days: number) => ({ now: day(days), by: { as } });
const policy = defaultMembershipPolicy;

const did = <E>(result: Result<MemberOutcome, E>): MemberOutcome => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

export const memberStoreContract = (adapterName: string, open: OpenMembershipStores): void => {
  describe(`MemberStore and DueMembers contract: ${adapterName}`, () => {
    const opened = openedMembership(open);
    let owner: { readonly tenantId: TenantId; readonly accountId: AccountId };
    beforeEach(async () => {
      owner = await anAccountOf(opened());
    });

    const find = (accountId = owner.accountId) =>
      inOne(opened().unitOfWork, ({ members }) => members.find(accountId));
    const save = (member: Member) => inOne(opened().unitOfWork, ({ members }) => members.save(member));
    const keep = async (result: Result<MemberOutcome, unknown>): Promise<Member> => {
      const { member, event } = did(result);
      const saved = await opened().unitOfWork.run<void, MemberChanged | AlreadyCounted>(
        async ({ members }) => {
          const answer = await members.save(member);
          return answer.ok ? members.record(event) : answer;
        },
      );
      expect(saved).toEqual(ok(undefined));
      return member;
    };
    const buy = (member: Member, planCode = 'gold-quarter', days = 0) =>
      buyPlan(member, { planCode, paymentId: idFrom<PaymentId>(freshId()) }, policy, by('PSP', days));
    const newcomer = () => newMember(owner.tenantId, owner.accountId);

    it('gives every state back, whole', async () => {
      expect(await find()).toBeUndefined();
      let member = await keep(earnGrowth(newcomer(), { bizId: freshId(), growth: 7 }, policy, by('SYS', 0)));
      expect(await find()).toEqual(member);
      member = await keep(buy(member));
      member = await keep(buy(member));
      expect(await find()).toEqual(member);
      member = await keep(freezeMembership(member, { ...by('D', 1), cause: 'request' }));
      expect(await find()).toEqual(member);
    });

    it('gives grace, a freeze in grace and both ends back', async () => {
      let member = await keep(buy(newcomer()));
      const bought = member;
      member = await keep(endPeriod(member, policy, by('SYS', 91)));
      expect(await find()).toEqual(member);
      const frozen = did(freezeMembership(member, { ...by('SYS', 92), cause: 'sanction' })).member;
      const ended = did(endGrace(member, policy, by('SYS', 120))).member;
      await keep(endGrace(member, policy, by('SYS', 120)));
      expect(await find()).toEqual(ended);

      owner = await anAccountOf(opened());
      const other = { ...owner, version: 1 };
      await save({ ...frozen, ...other });
      expect(await find()).toEqual({ ...frozen, ...other });
      owner = await anAccountOf(opened());
      await save({ ...bought, ...owner, version: 1 });
      const cancelled = await keep(
        cancelMembership({ ...bought, ...owner, version: 1 }, { usedBenefitsFen: fen(0) }, by('U', 3)),
      );
      expect(await find()).toEqual(cancelled);
    });

    it('stores one of several that follow from the same version', async () => {
      const member = await keep(buy(newcomer()));
      const answers = await Promise.all(
        [2, 3, 4, 5].map((days) => save(did(buy(member, 'gold-year', days)).member)),
      );
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(answers.filter((answer) => !answer.ok)).toEqual(
        Array.from({ length: 3 }, () => err({ type: 'MemberChanged' })),
      );
    });

    it('stores one of several first ones', async () => {
      const answers = await Promise.all([1, 2, 3, 4].map(() => save(did(buy(newcomer())).member)));
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    });

    it('tells the history in the order of its versions, with all that each line says', async () => {
      const first = did(buy(newcomer()));
      await keep(ok(first));
      const second = did(freezeMembership(first.member, { ...by('D', 1), cause: 'request' }));
      await keep(ok(second));
      const history = await inOne(opened().unitOfWork, ({ members }) => members.history(owner.accountId));
      expect(history).toEqual([first.event, second.event]);
    });

    it('counts business once in a tenant, and leaves nothing of the second time (S10)', async () => {
      const bizId = freshId();
      const earn = (member: Member) => earnGrowth(member, { bizId, growth: 10 }, policy, by('SYS', 0));
      const member = await keep(earn(newcomer()));
      const twice = async (outcome: MemberOutcome) =>
        opened().unitOfWork.run<void, MemberChanged | AlreadyCounted>(async ({ members }) => {
          const saved = await members.save(outcome.member);
          return saved.ok ? members.record(outcome.event) : saved;
        });
      const counted = err({ type: 'AlreadyCounted', command: 'earn_growth', bizId });
      expect(await twice(did(earn(member)))).toEqual(counted);
      expect(await find()).toEqual(member);
      const neighbour = await anAccountOf(opened(), owner.tenantId);
      const theirs = did(earn(newMember(neighbour.tenantId, neighbour.accountId)));
      expect(await twice(theirs)).toEqual(counted);
      owner = await anAccountOf(opened());
      await keep(earn(newcomer()));
    });

    it('lists the members of a tenant a page at a time, accounts that were opened last first', async () => {
      const { tenantId } = owner;
      const silver = await keep(buy(newcomer()));
      const others: Member[] = [];
      for (let no = 0; no < 2; no++) {
        owner = await anAccountOf(opened(), tenantId);
        others.push(await keep(buy(newcomer())));
      }
      owner = await anAccountOf(opened());
      await keep(buy(newcomer()));
      const all = [silver, ...others].toSorted((left, right) => (left.accountId < right.accountId ? 1 : -1));
      const page = (more: Omit<MemberPage, 'limit'>, limit = 10) =>
        inOne(opened().unitOfWork, ({ members }) => members.ofTenant(tenantId, { limit, ...more }));
      expect(await page({})).toEqual(all);
      expect(await page({}, 2)).toEqual(all.slice(0, 2));
      const [first] = all;
      if (!first) throw new Error('three were stored');
      expect(await page({ after: first.accountId })).toEqual(all.slice(1));
      const frozen = await keep(freezeMembership(first, { ...by('D', 1), cause: 'request' }));
      expect(await page({ status: 'FROZEN' })).toEqual([frozen]);
      expect(await page({ status: 'ACTIVE' })).toEqual(all.slice(1));
    });

    it('counts who has which level, of one tenant and of periods that somebody has', async () => {
      const { tenantId } = owner;
      const count = () => inOne(opened().unitOfWork, ({ members }) => members.countByLevel(tenantId));
      expect(await count()).toEqual([]);
      const gold = await keep(buy(newcomer()));
      await keep(freezeMembership(gold, { ...by('D', 1), cause: 'request' }));
      owner = await anAccountOf(opened(), tenantId);
      await keep(buy(newcomer(), 'diamond-year'));
      owner = await anAccountOf(opened(), tenantId);
      const left = await keep(buy(newcomer()));
      expect(await count()).toEqual([
        { level: 2, members: 2 },
        { level: 3, members: 1 },
      ]);
      await keep(cancelMembership(left, { usedBenefitsFen: fen(0) }, by('U', 3)));
      owner = await anAccountOf(opened(), tenantId);
      await keep(earnGrowth(newcomer(), { bizId: freshId(), growth: 7 }, policy, by('SYS', 0)));
      owner = await anAccountOf(opened());
      await keep(buy(newcomer()));
      expect(await count()).toEqual([
        { level: 2, members: 1 },
        { level: 3, members: 1 },
      ]);
    });

    it('finds several at once, and nobody who never was a member', async () => {
      const first = await keep(buy(newcomer()));
      owner = await anAccountOf(opened());
      const second = await keep(buy(newcomer(), 'gold-year'));
      const stranger = await anAccountOf(opened());
      const found = await inOne(opened().unitOfWork, ({ members }) =>
        members.findAll([second.accountId, stranger.accountId, first.accountId]),
      );
      const byAccount = (left: { accountId: string }, right: { accountId: string }) =>
        left.accountId < right.accountId ? -1 : 1;
      expect(found.toSorted(byAccount)).toEqual([first, second].toSorted(byAccount));
    });

    it('finds those whose period or grace is over, the longest over first', async () => {
      const due = async (days: number) => {
        const mine = new Set([quarter.accountId, year.accountId]);
        return (await opened().dueMembers.due(day(days), 1_000)).filter((one) => mine.has(one));
      };
      const quarter = owner;
      const first = await keep(buy(newcomer()));
      owner = await anAccountOf(opened());
      const year = owner;
      await keep(buy(newcomer(), 'gold-year'));
      expect(await due(89)).toEqual([]);
      expect(await due(90)).toEqual([quarter.accountId]);
      expect(await due(400)).toEqual([quarter.accountId, year.accountId]);
      await keep(endPeriod(first, policy, by('SYS', 90)));
      expect(await due(119)).toEqual([]);
      expect(await due(120)).toEqual([quarter.accountId]);
    });
  });
};
