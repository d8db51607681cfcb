import { defaultMembershipPolicy, giveMembership, newMember } from '@banzhen/domain/membership';
import { spendPoints } from '@banzhen/domain/points';
import { DAY_MS } from '@banzhen/domain/shared/clock';
import { idFrom, type OrderId } from '@banzhen/domain/shared/ids';
import { fen } from '@banzhen/domain/shared/money';
import { ok } from '@banzhen/domain/shared/result';
import { anOrder, anyOrder, must } from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';
import { aColleague, aMembersScene, giveGold, type MembersScene } from './members-scene.js';

const start = new Date('2030-01-07T02:00:00Z');
const day = (days: number) => new Date(start.getTime() + days * DAY_MS);

const pointsOf = async ({ points, family }: MembersScene) =>
  must(await points.readOwnPoints(family, { limit: 50 }));
const movements = async (scene: MembersScene) =>
  (await pointsOf(scene)).entries.map(({ kind, points }) => [kind, points]).toReversed();

/** A finished order of the family that has paid 199 yuan, of which `refundFen` is going back. */
const finished = (refundFen = 0) => {
  const order = anOrder('FINISHED');
  return { ...order, money: { ...order.money, refundRequestedFen: fen(refundFen) } };
};

describe('a finished order', () => {
  it('brings growth and points for whole yuan that are paid, once however often it is told (M1, T1, S10)', async () => {
    const scene = await aMembersScene();
    const { memberships, putOrder, clock, family } = scene;
    clock.set(day(3));
    const order = finished(30);
    await putOrder(order);
    for (let time = 0; time < 3; time++) await memberships.creditOrder({ orderId: order.id });
    // Seen red where the key of the business was the message and not the order.
    await Promise.all([1, 2, 3, 4].map(() => memberships.creditOrder({ orderId: order.id })));
    expect(await pointsOf(scene)).toMatchObject({
      balance: 198,
      spendable: 198,
      debt: 0,
      lots: [{ no: 1, left: 198, expiresAt: day(368) }],
      entries: [{ kind: 'EARN', bizId: order.id, points: 198 }],
    });
    expect(must(await memberships.readOwnMembership(family))).toMatchObject({ growth: 198, version: 1 });
  });

  it('makes a member at the threshold', async () => {
    const scene = await aMembersScene();
    for (let no = 0; no < 3; no++) {
      const order = finished();
      await scene.putOrder(order);
      await scene.memberships.creditOrder({ orderId: order.id });
    }
    const seen = must(await scene.memberships.readOwnMembership(scene.family));
    expect(seen).toMatchObject({ status: 'ACTIVE', growth: 597, level: { level: 1 } });
    expect(scene.messages()).toEqual([
      'member GrowthEarned',
      'member GrowthEarned',
      'member MembershipBegun',
    ]);
  });

  it('loses the points of what goes back later, down to a debt', async () => {
    const scene = await aMembersScene();
    const { memberships, putOrder, stores, family } = scene;
    const order = finished();
    const credit = async (refundFen: number) => {
      await putOrder({ ...order, money: { ...order.money, refundRequestedFen: fen(refundFen) } });
      for (let time = 0; time < 2; time++) await memberships.creditOrder({ orderId: order.id });
    };
    await credit(0);
    await credit(50_00);
    expect(await movements(scene)).toEqual([
      ['EARN', 199],
      ['CLAWBACK', -50],
    ]);
    await stores.unitOfWork.run(async ({ points }) => {
      const book = await points.lock(family.tenantId, family.accountId);
      return points.append(
        must(spendPoints(book, { bizId: 'x', points: 100 }, { now: start, by: { as: 'SYS' } })),
      );
    });
    // Seen red where each refund took the points of all that had gone back: 249 instead of 149.
    await credit(199_00);
    expect((await movements(scene)).at(-1)).toEqual(['CLAWBACK', -149]);
    expect(await pointsOf(scene)).toMatchObject({ balance: -100, spendable: 0, debt: 100 });
  });

  it.each(['ENDED', 'CANCELLED', 'NO_SHOW', 'SERVING'] as const)('is not one that is %s', async (status) => {
    const scene = await aMembersScene();
    const order = anyOrder(status);
    await scene.putOrder(order);
    await scene.memberships.creditOrder({ orderId: order.id });
    await scene.memberships.creditOrder({ orderId: idFrom<OrderId>('01900000-0aaa-7000-8000-000000009999') });
    expect(await pointsOf(scene)).toMatchObject({ balance: 0, entries: [] });
    expect(scene.messages()).toEqual([]);
  });
});

it('gives back what was spent on an order that is cancelled, once, for thirty days at least', async () => {
  const scene = await aMembersScene();
  const { memberships, putOrder, stores, family, clock } = scene;
  const earned = finished();
  await putOrder(earned);
  await memberships.creditOrder({ orderId: earned.id });
  const order = anOrder('PAID');
  await stores.unitOfWork.run(async ({ points }) => {
    const book = await points.lock(family.tenantId, family.accountId);
    const act = { now: start, by: { as: 'SYS' } } as const;
    return points.append(must(spendPoints(book, { bizId: order.id, points: 100 }, act)));
  });
  await putOrder(order);
  await memberships.creditOrder({ orderId: order.id });
  clock.set(day(360));
  await putOrder({ ...anOrder('CANCELLED'), id: order.id });
  for (let time = 0; time < 3; time++) await memberships.creditOrder({ orderId: order.id });
  expect(await movements(scene)).toEqual([
    ['EARN', 199],
    ['SPEND', -100],
    ['RESTORE', 100],
  ]);
  expect((await pointsOf(scene)).lots.map(({ left, expiresAt }) => [left, expiresAt])).toEqual([
    [99, day(365)],
    [100, day(390)],
  ]);
});

describe('what the timers do', () => {
  const endUntilNothing = async ({ memberships, family }: MembersScene) => {
    const { accountId } = family;
    const became: string[] = [];
    for (;;) {
      const ended = must(await memberships.endDuePeriod({ accountId }));
      if (ended === 'nothing due') return became;
      became.push(ended);
    }
  };

  it('ends periods and graces after a standstill as if there had been none (M3, M4, C35)', async () => {
    const scene = await aMembersScene();
    const { clock, stores, family, memberships } = scene;
    must(await giveGold(scene));
    clock.set(day(89));
    expect(await endUntilNothing(scene)).toEqual([]);
    clock.set(day(500));
    expect(await stores.dueMembers.due(clock.now(), 10)).toEqual([family.accountId]);
    expect(await endUntilNothing(scene)).toEqual(['GraceBegun', 'MembershipExpired']);
    expect(await stores.dueMembers.due(clock.now(), 10)).toEqual([]);
    expect(must(await memberships.readOwnMembership(family))).toMatchObject({
      status: 'EXPIRED',
      endedAt: day(120),
    });
  });

  it('ends a period once, however many workers come (JB6)', async () => {
    const scene = await aMembersScene();
    must(await giveGold(scene));
    scene.clock.set(day(91));
    const { accountId } = scene.family;
    await Promise.all([1, 2, 3, 4].map(() => scene.memberships.endDuePeriod({ accountId })));
    expect(scene.messages()).toEqual(['member MembershipBegun', 'member GraceBegun']);
  });

  it('judges growth by the version that was in force when the period ended', async () => {
    const scene = await aMembersScene();
    const { memberships, origin, clock, stores, family } = scene;
    const act = { now: start, by: { as: 'D' }, cause: 'goodwill' } as const;
    const { tenantId, accountId } = family;
    const gift = { bizId: 'gift', level: 1, days: 30 };
    const { member } = must(
      giveMembership(newMember(tenantId, accountId), gift, defaultMembershipPolicy, act),
    );
    await stores.unitOfWork.run(({ members }) => members.save({ ...member, growth: 350 }));
    const { version: _, ...draft } = defaultMembershipPolicy;
    const policy = {
      ...draft,
      levels: draft.levels.map((level) => ({ ...level, keepLine: level.growthThreshold })),
    };
    must(
      await memberships.publishPolicy(aColleague('admin'), origin, {
        policy,
        latest: 1,
        inForceFrom: day(31),
      }),
    );
    clock.set(day(40));
    // Seen red with the version in force when the timer comes: the keep line was 500 then.
    expect(await memberships.endDuePeriod({ accountId })).toEqual(ok('MembershipKept'));
  });

  it('writes points off once, however late (T1, JB6)', async () => {
    const scene = await aMembersScene();
    const { points, clock, putOrder, memberships, stores, family } = scene;
    const order = finished();
    await putOrder(order);
    await memberships.creditOrder({ orderId: order.id });
    clock.set(day(364));
    expect(await points.expirePoints(family)).toEqual(ok(0));
    clock.set(day(900));
    const owner = { tenantId: family.tenantId, accountId: family.accountId };
    expect(await stores.expiringPoints.due(clock.now(), 10)).toEqual([owner]);
    const written = await Promise.all([1, 2, 3].map(() => points.expirePoints(owner)));
    expect(written.map((one) => must(one)).toSorted((left, right) => left - right)).toEqual([0, 0, 199]);
    expect(await stores.expiringPoints.due(clock.now(), 10)).toEqual([]);
    expect(await movements(scene)).toEqual([
      ['EARN', 199],
      ['EXPIRE', -199],
    ]);
  });
});
