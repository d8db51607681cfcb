import {
  cancelMembership,
  checkMembershipPolicy,
  freezeMembership,
  keepMembership,
  type Member,
  type MembershipPolicy,
  type PrivilegeGrant,
  privilege,
  quotaUse,
  resumeMembership,
} from '@banzhen/domain/membership';
import { fen, zeroFen } from '@banzhen/domain/shared/money';
import { err, ok } from '@banzhen/domain/shared/result';
import { describe, expect, it } from 'vitest';
import { as, day, did, gold, memberIn, nobodyYet, policy } from './membership-scene.js';

const discount = { kind: 'rate', rate: 500 } as const;
const asked = (member: Member, code: string, on: number) => privilege({ member, policy }, code, day(on));

describe('privileges', () => {
  it('are those of the level, by code (C23, C24)', () => {
    expect(asked(gold, 'discount_bp', 1)).toEqual(ok(discount));
    expect(asked(gold, 'appointment_priority', 1)).toEqual(ok({ kind: 'number', number: 2 }));
    expect(asked(gold, 'free_parking', 1)).toEqual(
      err({ type: 'PrivilegeNotGranted', code: 'free_parking', level: 2 }),
    );
  });

  it('end with the clock, not with a timer: the early window with the period, the others with the grace (M3)', () => {
    expect(asked(gold, 'early_window_minutes', 89.9)).toEqual(ok({ kind: 'number', number: 5 }));
    expect(asked(gold, 'early_window_minutes', 90)).toEqual(
      err({ type: 'PrivilegeNotGranted', code: 'early_window_minutes', level: 2 }),
    );
    expect(asked(gold, 'discount_bp', 119.9)).toEqual(ok(discount));
    expect(asked(gold, 'discount_bp', 120)).toEqual(err({ type: 'MembershipLapsed', since: day(120) }));
  });

  it.each([
    ['NONE', { type: 'NotAMember' }],
    ['FROZEN', { type: 'MembershipRests', since: day(10) }],
    ['EXPIRED', { type: 'MembershipLapsed', since: day(90) }],
    ['CANCELLED', { type: 'MembershipLapsed', since: day(90) }],
  ] as const)('of somebody who is %s are a typed refusal', (status, refusal) => {
    expect(asked(memberIn(status), 'discount_bp', 100)).toEqual(err(refusal));
  });

  it('stay on an order as they were, whatever becomes of the membership (M4)', () => {
    const member = keepMembership(gold, day(10));
    did(cancelMembership(gold, { usedBenefitsFen: zeroFen }, as('U', 11)));
    expect(privilege({ member, policy }, 'discount_bp', day(500))).toEqual(ok(discount));
    const none = keepMembership(nobodyYet, day(10));
    expect(privilege({ member: none, policy }, 'discount_bp', day(500))).toEqual(err({ type: 'NotAMember' }));
  });

  it('are read from the version of the period and from no other', () => {
    expect(() =>
      privilege({ member: gold, policy: { ...policy, version: 2 } }, 'discount_bp', day(1)),
    ).toThrow();
  });
});

describe('quotas', () => {
  const use = (member: Member, on: number) => did(quotaUse({ member, policy }, 'can_cancel_late', day(on)));

  it('are counted in windows of the period, on through grace and freezing', () => {
    expect(use(gold, 0)).toMatchObject({ periodNo: 1, windowNo: 0, most: 2 });
    expect([29.9, 30, 95].map((on) => use(gold, on).windowNo)).toEqual([0, 1, 3]);
    const frozen = did(freezeMembership(gold, as('D', 40, 'request'))).member;
    const resumed = did(resumeMembership(frozen, as('SYS', 75))).member;
    expect([75, 94.9, 95].map((on) => use(resumed, on).windowNo)).toEqual([1, 1, 2]);
  });

  it('of an order count when it was made', () => {
    const member = keepMembership(gold, day(10));
    expect(did(quotaUse({ member, policy }, 'can_cancel_late', day(80))).windowNo).toBe(0);
  });

  it('are refused with a type where there are none', () => {
    const holder = { member: gold, policy };
    expect(quotaUse(holder, 'discount_bp', day(1))).toEqual(err({ type: 'NotAQuota', code: 'discount_bp' }));
    expect(quotaUse({ member: nobodyYet, policy }, 'can_cancel_late', day(1))).toEqual(
      err({ type: 'NotAMember' }),
    );
  });
});

const withGrant = (grant: PrivilegeGrant): MembershipPolicy => ({
  ...policy,
  levels: policy.levels.map((level, index) =>
    index === 0 ? { ...level, privileges: [...level.privileges, grant] } : level,
  ),
});
const grant = (code: string, value: PrivilegeGrant['value']): PrivilegeGrant => ({
  code,
  value,
  isKeptInGrace: true,
});
const changedLevel = (change: object): MembershipPolicy => ({
  ...policy,
  levels: policy.levels.map((level, index) => (index === 1 ? { ...level, ...change } : level)),
});

describe('a policy', () => {
  it('may have privileges that no rule knows yet (C23)', () => {
    expect(checkMembershipPolicy(policy).ok).toBe(true);
    const next = withGrant(grant('birthday_escort', { kind: 'quota', most: 1, everyDays: 365 }));
    expect(checkMembershipPolicy(next).ok).toBe(true);
  });

  it.each<readonly [string, MembershipPolicy, { at: string; why: string }]>([
    ['no level', { ...policy, levels: [] }, { at: 'levels', why: 'empty' }],
    ['a level twice', changedLevel({ level: 1 }), { at: 'levels.2', why: 'not-ascending' }],
    [
      'a threshold that falls',
      changedLevel({ growthThreshold: 400, keepLine: 300 }),
      { at: 'levels.2.growthThreshold', why: 'not-ascending' },
    ],
    [
      'a keep line above its threshold',
      changedLevel({ keepLine: 2_001 }),
      { at: 'levels.2.keepLine', why: 'out-of-range' },
    ],
    [
      'more than all off',
      withGrant(grant('gift_bp', { kind: 'rate', rate: 10_001 })),
      { at: 'levels.1.gift_bp', why: 'out-of-range' },
    ],
    [
      'half a basis point',
      withGrant(grant('gift_bp', { kind: 'rate', rate: 0.5 })),
      { at: 'levels.1.gift_bp', why: 'not-whole' },
    ],
    [
      'a quota without a window',
      withGrant(grant('lounge', { kind: 'quota', most: 1, everyDays: 0 })),
      { at: 'levels.1.lounge.everyDays', why: 'out-of-range' },
    ],
    ['a code twice', withGrant(grant('discount_bp', discount)), { at: 'levels.1.privileges', why: 'twice' }],
    [
      'a known code of another kind',
      changedLevel({ privileges: [grant('discount_bp', { kind: 'flag', isOn: true })] }),
      { at: 'levels.2.discount_bp', why: 'wrong-kind' },
    ],
    [
      'a plan for no level',
      { ...policy, plans: [{ code: 'x', level: 9, priceFen: fen(1), days: 1, isOpen: true }] },
      { at: 'plans.x', why: 'unknown-level' },
    ],
    [
      'a plan for nothing',
      { ...policy, plans: [{ code: 'x', level: 1, priceFen: zeroFen, days: 1, isOpen: true }] },
      { at: 'plans.x.priceFen', why: 'out-of-range' },
    ],
  ])('is refused with %s', (_, wrong, fault) => {
    expect(checkMembershipPolicy(wrong)).toEqual(err({ type: 'WrongMembershipPolicy', ...fault }));
  });
});
