import {
  defaultMembershipPolicy,
  endPeriod,
  freezeMembership,
  type Member,
  type MembershipPolicy,
} from '@banzhen/domain/membership';
import { DAY_MS, minutesAfter } from '@banzhen/domain/shared/clock';
import type { KeptMembership } from '@banzhen/domain/shared/kept-membership';
import {
  aFamily,
  aGoldMember,
  aHospital,
  aKeptMembership,
  anEscort,
  aPatient,
  aService,
  inMemoryVisits,
  must,
  wednesdayMorning,
} from '@banzhen/domain/testing';
import { describe, expect, it } from 'vitest';

const gold = aGoldMember();
const now = new Date('2030-01-07T02:00:00Z');
const day = (days: number) => new Date(now.getTime() + days * DAY_MS);
const by = (as: 'D' | 'SYS', days: number) => ({ now: day(days), by: { as }, cause: 'request' }) as const;

/** The quote of a family whose membership is this one, two days before the visit. */
const quoted = async (
  member: Member | undefined,
  policy: MembershipPolicy = defaultMembershipPolicy,
  neighbour?: readonly [Member, MembershipPolicy],
) => {
  const scene = await inMemoryVisits();
  if (neighbour) await scene.platform.seeds.addMember(...neighbour);
  if (member) await scene.platform.seeds.addMember(member, policy);
  const quote = await scene.visits.requestQuote(aFamily(), {
    patientId: aPatient().id,
    hospitalId: aHospital().id,
    serviceCode: aService().code,
    startsAt: wednesdayMorning.startsAt,
    endsAt: wednesdayMorning.endsAt,
    wishes: {},
  });
  return { ...scene, quote: must(quote) };
};

const discountOf = async (...given: Parameters<typeof quoted>) => {
  const { quote } = await quoted(...given);
  return [quote.memberDiscount, quote.lines.some(({ kind }) => kind === 'member-discount')];
};

describe('the discount of a quote', () => {
  it('is that of the membership which its account has now, and the order keeps it (C23, M4)', async () => {
    const { visits, platform, quote, order } = await quoted(gold);
    const kept: KeptMembership = { ...aKeptMembership(), keptAt: now };
    expect(quote).toMatchObject({ memberDiscount: 500, membership: kept });
    expect(quote.lines.find(({ kind }) => kind === 'member-discount')?.amountFen).toBe(-9_95);
    const command = { quoteId: quote.id, consentedScopeVersion: 1, idempotencyKey: 'book-as-a-member' };
    const { orderId } = must(await visits.createOrder(aFamily(), command));
    expect((await order(orderId)).membership).toEqual(kept);
    expect(await platform.read(({ orders }) => orders.find(orderId))).toMatchObject({ membership: kept });
  });

  it('lasts through the grace, and is none without a membership that counts', async () => {
    const before = aGoldMember(aFamily(), day(-95));
    const grace = must(endPeriod(before, defaultMembershipPolicy, by('SYS', -5))).member;
    expect(await discountOf({ ...grace, version: 1 })).toEqual([500, true]);
    const frozen = must(freezeMembership(gold, by('D', 0))).member;
    expect(await discountOf({ ...frozen, version: 1 })).toEqual([0, false]);
    // Its timers have not come yet: the clock says that it is over.
    expect(await discountOf(aGoldMember(aFamily(), day(-200)))).toEqual([0, false]);
    expect(await discountOf(undefined)).toEqual([0, false]);
    expect((await quoted(undefined)).quote).not.toHaveProperty('membership');
  });

  it('is that of the version which the period began with', async () => {
    const levels = defaultMembershipPolicy.levels.map((level) => ({
      ...level,
      privileges: level.privileges.filter(({ code }) => code !== 'discount_bp'),
    }));
    const second = { ...defaultMembershipPolicy, version: 2, levels };
    const member: Member = { ...gold, period: { ...gold.period, policyVersion: 2 } };
    expect(await discountOf(member, second)).toEqual([0, false]);
    // Seen red where the version in force was asked.
    const accountId = anEscort().accountId;
    const neighbour = [{ ...member, accountId }, second] as const;
    expect(await discountOf(gold, defaultMembershipPolicy, neighbour)).toEqual([500, true]);
  });

  it('stays with an order whose visit goes on through all its states', async () => {
    const scene = await quoted(gold);
    const orderId = await scene.book();
    const { membership } = await scene.order(orderId);
    await scene.pay(orderId);
    await scene.advanceTo(minutesAfter(wednesdayMorning.startsAt, 30 * 60));
    const later = await scene.order(orderId);
    expect(later.version).toBeGreaterThan(2);
    expect(later.membership).toEqual(membership);
  });
});
