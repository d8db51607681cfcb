import { defaultMembershipPolicy, type MemberCommand } from '@banzhen/domain/membership';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { type AccountId, idFrom, type PaymentId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { ok } from '@banzhen/domain/shared/result';
import { aFamily, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { aColleague, aMembersScene, auditOf, giveGold, phoneOf, refused } from './members-scene.js';

const dispatcher = aColleague('dispatcher');
const support = aColleague('support');
const start = new Date('2030-01-07T02:00:00Z');
const day = (days: number) => new Date(start.getTime() + days * DAY_MS);
const commandsOf = (history: readonly { readonly command: MemberCommand }[]) =>
  history.map(({ command }) => command);

describe('a membership that staff give', () => {
  it('is there for its member and for staff, with the privileges that it brings (C3, C24)', async () => {
    const scene = await aMembersScene();
    const { memberships, family } = scene;
    expect(must(await memberships.readOwnMembership(family))).toMatchObject({
      status: 'NONE',
      version: 0,
      privileges: [],
    });
    expect(must(await giveGold(scene))).toMatchObject({ status: 'ACTIVE', version: 1 });
    const seen = must(await memberships.readOwnMembership(family));
    expect(seen).toMatchObject({
      status: 'ACTIVE',
      level: { level: 2, name: { zh: '金卡会员', en: 'Gold' } },
      period: { policyVersion: 1, startsAt: start, endsAt: day(90) },
    });
    expect(seen.privileges).toEqual([
      { code: 'appointment_priority', value: { kind: 'number', number: 2 } },
      { code: 'early_window_minutes', value: { kind: 'number', number: 5 } },
      { code: 'can_cancel_late', value: { kind: 'quota', most: 2, everyDays: 30 }, left: 2 },
      { code: 'discount_bp', value: { kind: 'rate', rate: 500 } },
    ]);
    const { accountId } = family;
    const found = must(await memberships.readMember(support, { accountId }));
    expect(found).toEqual({ ...seen, name: '陈女士', phone: '138****8001' });
    expect(scene.messages()).toEqual(['member MembershipBegun']);
  });

  it('is given once for a key, and refused to whoever has one', async () => {
    const scene = await aMembersScene();
    const first = await giveGold(scene);
    // Seen red without the look at the history: the repetition was told that a member cannot be given a membership.
    expect(await giveGold(scene)).toEqual(first);
    expect(await giveGold(scene, 'give-gold-2')).toEqual(
      refused('IllegalMemberMove', { status: 'ACTIVE', command: 'give' }),
    );
    expect(scene.messages()).toHaveLength(1);
  });

  it('keeps the rules of a gift', async () => {
    const { memberships, origin, family } = await aMembersScene();
    const give = (level: number, days: number) =>
      memberships.giveMembership(dispatcher, origin, {
        accountId: family.accountId,
        level,
        days,
        cause: 'campaign',
        idempotencyKey: 'gift-of-a-campaign',
      });
    expect(await give(4, 30)).toEqual(refused('UnknownLevel', { level: 4 }));
    for (const days of [0, 366, 0.5]) expect(await give(1, days)).toEqual(refused('WrongDays'));
  });

  it('rests and goes on, from the version that was seen', async () => {
    const scene = await aMembersScene();
    const { memberships, origin, family, clock } = scene;
    must(await giveGold(scene));
    const { accountId } = family;
    const move = (name: 'freezeMembership' | 'resumeMembership', expectedVersion: number) =>
      memberships[name](dispatcher, origin, { accountId, cause: 'request', expectedVersion });
    expect(await move('freezeMembership', 0)).toEqual(refused('MemberChanged'));
    expect(must(await move('freezeMembership', 1))).toMatchObject({ status: 'FROZEN', version: 2 });
    expect(must(await memberships.readOwnMembership(family)).privileges).toEqual([]);
    expect(await move('freezeMembership', 2)).toEqual(refused('IllegalMemberMove'));
    clock.set(day(10));
    expect(must(await move('resumeMembership', 2))).toMatchObject({ status: 'ACTIVE', version: 3 });
    const seen = must(await memberships.readMember(support, { accountId }));
    expect(seen.period?.endsAt).toEqual(day(100));
    expect(commandsOf(seen.history)).toEqual(['give', 'freeze', 'resume']);
  });
});

describe('who may', () => {
  it('give, freeze and resume is the dispatcher and the admin, and nobody of another tenant', async () => {
    const scene = await aMembersScene();
    const { memberships, origin, family, foreigner } = scene;
    const { accountId } = family;
    for (const actor of [
      family,
      support,
      aColleague('finance'),
      aColleague('quality'),
      aColleague('auditor'),
    ]) {
      const gift = {
        accountId,
        level: 1,
        days: 1,
        cause: 'goodwill',
        idempotencyKey: 'not-for-you',
      } as const;
      const command = { accountId, cause: 'request', expectedVersion: 0 } as const;
      expect(await memberships.giveMembership(actor, origin, gift)).toEqual(refused('NotAllowed'));
      expect(await memberships.freezeMembership(actor, origin, command)).toEqual(refused('NotAllowed'));
      expect(await memberships.resumeMembership(actor, origin, command)).toEqual(refused('NotAllowed'));
    }
    // Seen red where the account was not looked for in the tenant.
    const abroad = { accountId: foreigner.accountId, cause: 'request', expectedVersion: 0 } as const;
    expect(await memberships.freezeMembership(dispatcher, origin, abroad)).toEqual(refused('NotFound'));
    expect(await memberships.readMember(dispatcher, abroad)).toEqual(refused('NotFound'));
    const phone = phoneOf('13800138007');
    expect(await memberships.findMember(dispatcher, origin, { phone })).toEqual(refused('NotFound'));
    const limited = aColleague('dispatcher', { roleScopes: [{ role: 'dispatcher', cityCode: 'beijing' }] });
    expect(await memberships.listMembers(limited, { limit: 10 })).toEqual(refused('NotAllowed'));
    expect((await giveGold(scene)).ok).toBe(true);
    const said = (await auditOf(scene)).map(({ operation, outcome, reason }) => [operation, outcome, reason]);
    expect(said).toContainEqual(['member.give', 'refused', 'NotAllowed']);
    expect(said.at(-1)).toEqual(['member.give', 'done', undefined]);
  });

  it('finds somebody by their whole number, member or not, and it is audited', async () => {
    const scene = await aMembersScene();
    const { memberships, origin, family } = scene;
    const found = await memberships.findMember(support, origin, { phone: phoneOf('13800138001') });
    expect(must(found)).toMatchObject({ accountId: family.accountId, status: 'NONE', phone: '138****8001' });
    expect((await auditOf(scene)).at(-1)).toMatchObject({
      operation: 'member.find',
      object: { kind: 'account', id: family.accountId },
    });
  });
});

it('lists the members of the tenant a page at a time, the accounts that were opened last first', async () => {
  const { memberships, origin, signUp } = await aMembersScene();
  const people = [1, 2, 3, 4].map((no) =>
    aFamily({ accountId: idFrom<AccountId>(`01900000-0bbb-7000-8000-00000000000${no}`) }),
  );
  for (const [index, person] of people.entries()) {
    await signUp(person, `人${index}`, phoneOf(`1390013900${index}`));
    const gift = { accountId: person.accountId, level: 1, days: 30, cause: 'campaign' } as const;
    must(
      await memberships.giveMembership(dispatcher, origin, { ...gift, idempotencyKey: `gift-of-${index}` }),
    );
  }
  const [first] = people;
  must(
    await memberships.freezeMembership(dispatcher, origin, {
      accountId: first?.accountId ?? idFrom<AccountId>(''),
      cause: 'sanction',
      expectedVersion: 1,
    }),
  );
  const page = must(await memberships.listMembers(support, { limit: 3 }));
  expect(page.rows.map(({ name }) => name)).toEqual(['人3', '人2', '人1']);
  expect(page.rows[0]).toMatchObject({ status: 'ACTIVE', level: { level: 1 }, until: day(30) });
  const { nextCursor: after } = page;
  const rest = must(await memberships.listMembers(support, { limit: 3, ...(after ? { after } : {}) }));
  expect(rest).toMatchObject({ rows: [{ name: '人0', status: 'FROZEN' }] });
  expect(rest.nextCursor).toBeUndefined();
  const frozen = must(await memberships.listMembers(support, { limit: 3, status: 'FROZEN' }));
  expect(frozen.rows.map(({ name }) => name)).toEqual(['人0']);
});

describe('buying and cancelling', () => {
  it('wait for payments that know more than orders, and say so', async () => {
    const { memberships, family } = await aMembersScene();
    expect(await memberships.buyPlan(family, { planCode: 'gold-year' })).toEqual(
      refused('PlanPurchaseUnavailable'),
    );
    expect(await memberships.buyPlan(family, { planCode: 'gold-life' })).toEqual(refused('PlanClosed'));
  });

  it('gives up nothing that was not paid, and nothing whose money cannot go back', async () => {
    const scene = await aMembersScene();
    const { memberships, origin, family, stores } = scene;
    expect(await memberships.cancelMembership(family, origin)).toEqual(refused('IllegalMemberMove'));
    must(await giveGold(scene));
    expect(await memberships.cancelMembership(family, origin)).toEqual(refused('NothingPaid'));
    const paid = {
      planCode: 'gold-year',
      paymentId: idFrom<PaymentId>('00000000-0000-7000-8000-000000000009'),
      priceFen: fen(299_00),
      days: 365,
      during: { startsAt: start, endsAt: day(365) },
    };
    await stores.unitOfWork.run(async ({ members }) => {
      const member = await members.find(family.accountId);
      if (member?.status !== 'ACTIVE') throw new Error('a gift makes a member');
      return members.save({ ...member, purchases: [paid], version: 2 });
    });
    expect(await memberships.cancelMembership(family, origin)).toEqual(refused('PlanRefundUnavailable'));
    expect(must(await memberships.readOwnMembership(family))).toMatchObject({ status: 'ACTIVE', version: 2 });
  });
});

describe('a published policy', () => {
  const { version: _, ...draft } = defaultMembershipPolicy;
  const admin = aColleague('admin');

  it('is in force from its instant on; periods that have begun keep theirs (C23)', async () => {
    const scene = await aMembersScene();
    const { memberships, origin, family, clock } = scene;
    must(await giveGold(scene));
    const policy = { ...draft, levels: draft.levels.map((level) => ({ ...level, privileges: [] })) };
    const published = await memberships.publishPolicy(admin, origin, {
      policy,
      latest: 1,
      inForceFrom: day(1),
    });
    expect(published).toEqual(ok({ version: 2, inForceFrom: day(1) }));
    const inForce = async () =>
      must(await memberships.listPolicies(support)).map((one) => [one.policy.version, one.isInForce]);
    expect(await inForce()).toEqual([
      [2, false],
      [1, true],
    ]);
    clock.set(day(2));
    expect(await inForce()).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(must(await memberships.readOwnMembership(family)).privileges).toHaveLength(4);
    expect(must(await memberships.readPolicy(support, { version: 2 })).policy).toEqual({
      ...policy,
      version: 2,
    });
    expect(await memberships.readPolicy(support, { version: 3 })).toEqual(refused('NotFound'));
    const audited = (await auditOf(scene)).find(({ operation }) => operation === 'membership-policy.publish');
    expect(audited).toMatchObject({
      object: { kind: 'membership-policy', id: 'v2' },
      facts: { version: 2, inForceFrom: day(1).toISOString() },
    });
  });

  it('is checked before anybody publishes it, and refused when they do', async () => {
    const { memberships, origin } = await aMembersScene();
    const policy = { ...draft, plans: draft.plans.map((plan) => ({ ...plan, level: 9 })) };
    const wrong = { type: 'WrongMembershipPolicy', at: 'plans.gold-quarter', why: 'unknown-level' };
    expect(must(await memberships.previewPolicy(admin, { policy }))).toEqual({ wrong, members: [] });
    expect(must(await memberships.previewPolicy(admin, { policy: draft }))).toEqual({ members: [] });
    // Seen red without a limit; a period of so many days has no end that a clock can tell.
    for (const endless of [{ periodDays: 1e12 }, { graceDays: 1e12 }, { growthPerYuan: 1e12 }])
      expect(must(await memberships.previewPolicy(admin, { policy: { ...draft, ...endless } }))).toEqual({
        wrong: { type: 'WrongMembershipPolicy', at: Object.keys(endless)[0], why: 'out-of-range' },
        members: [],
      });
    expect(await memberships.publishPolicy(admin, origin, { policy, latest: 1 })).toEqual({
      ok: false,
      error: wrong,
    });
  });

  it('never judges the past, and is made of the last one', async () => {
    const { memberships, origin, clock } = await aMembersScene();
    const publish = (latest: number, inForceFrom?: Date) =>
      memberships.publishPolicy(admin, origin, {
        policy: draft,
        latest,
        ...(inForceFrom ? { inForceFrom } : {}),
      });
    expect(await publish(1, day(-1))).toEqual(refused('PolicyInPast', { earliest: clock.now() }));
    // Seen red where the highest version was not compared: version 8 was published, and 2 to 7 never.
    expect(await publish(7)).toEqual(refused('PolicyOutdated', { latest: 1 }));
    const both = await Promise.all([publish(1), publish(1)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toEqual(refused('PolicyOutdated', { latest: 2 }));
  });

  it('is for administrators of the home tenant who have just proven themselves', async () => {
    const { memberships, origin, foreigner } = await aMembersScene();
    const { steppedUpAt: _at, ...unproven } = admin;
    const command = { policy: draft, latest: 1 };
    expect(await memberships.publishPolicy(unproven, origin, command)).toEqual(refused('StepUpNeeded'));
    expect(await memberships.publishPolicy(dispatcher, origin, command)).toEqual(refused('NotAllowed'));
    const abroad = aColleague('admin', { tenantId: foreigner.tenantId });
    // Seen red where only the role was asked for.
    expect(await memberships.publishPolicy(abroad, origin, command)).toEqual(refused('NotAllowed'));
  });
});
