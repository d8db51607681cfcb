import type { Person, StaffRole } from '@banzhen/domain/shared/actor';
import { type AccountId, idFrom, type TenantId } from '@banzhen/domain/shared/ids';
import { type PhoneNumber, parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import { aFamily, inMemoryMemberships, must } from '@banzhen/domain/testing';
import { expect } from 'vitest';

export const phoneOf = (text: string): PhoneNumber => must(parsePhoneNumber(text));
const accountId = (no: number) =>
  idFrom<AccountId>(`01900000-0aaa-7000-8000-${String(no).padStart(12, '0')}`);
export const elsewhere = idFrom<TenantId>('01900000-0001-7000-8000-000000000002');

/** Staff of the home tenant who have just proven themselves. */
export const aColleague = (role: StaffRole, overrides: Partial<Person> = {}): Person =>
  aFamily({
    accountId: accountId(900),
    staffRoles: [role],
    steppedUpAt: new Date('2030-01-07T02:00:00Z'),
    ...overrides,
  });

/** A family that has signed up, somebody of another tenant, and nobody is a member. */
export const aMembersScene = async () => {
  const world = await inMemoryMemberships();
  const family = aFamily();
  const foreigner = aFamily({ accountId: accountId(7), tenantId: elsewhere });
  await world.signUp(family, '陈女士', phoneOf('13800138001'));
  await world.signUp(foreigner, '外人', phoneOf('13800138007'));
  return { ...world, family, foreigner };
};

export type MembersScene = Awaited<ReturnType<typeof aMembersScene>>;

/** What the audit says happened, the oldest first. */
export const auditOf = async ({ audit, family }: MembersScene) =>
  (await audit.page({ tenantId: family.tenantId }, 1_000)).toReversed();

/** Gold for ninety days, as a dispatcher gives it. */
export const giveGold = ({ memberships, origin, family }: MembersScene, key = 'give-gold-1') =>
  memberships.giveMembership(aColleague('dispatcher'), origin, {
    accountId: family.accountId,
    level: 2,
    days: 90,
    cause: 'goodwill',
    idempotencyKey: key,
  });

export const refused = (type: string, facts: object = {}) => ({
  ok: false,
  error: expect.objectContaining({ type, ...facts }),
});
