import { authorizeStanding, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied, NotFound } from '../../policy/index.js';
import { maskPhone } from '../../privacy/index.js';
import type { Person } from '../../shared/actor.js';
import type { AccountId } from '../../shared/ids.js';
import type { PhoneNumber } from '../../shared/phone-number.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { MembershipStores } from '../stores.js';
import type { MembershipDeps } from './deps.js';
import { type MemberSeen, memberOfAccount, memberSeen } from './member-seen.js';

/** A member as staff see them. */
export type MemberFound = MemberSeen & {
  /** Empty once the account is erased. */
  readonly name: string;
  /** Masked; empty once the account is erased. */
  readonly phone: string;
};

const found = async (
  stores: MembershipStores,
  actor: Person,
  account: Awaited<ReturnType<MembershipStores['accounts']['find']>>,
  now: Date,
): Promise<Result<MemberFound, NotFound>> => {
  if (account?.tenantId !== actor.tenantId) return err({ type: 'NotFound' });
  const { id: accountId, tenantId, displayName: name, phone } = account;
  const seen = await memberSeen(stores, await memberOfAccount(stores, { tenantId, accountId }), now);
  return ok({ ...seen, name, phone: maskPhone(phone) });
};

/** The membership of an account of the tenant; one of another is not there. */
export const makeReadMember =
  ({ unitOfWork, clock, sessionClock }: MembershipDeps) =>
  async (
    actor: Person,
    { accountId }: { readonly accountId: AccountId },
  ): Promise<Result<MemberFound, Denied>> => {
    const by = authorizeStanding('member.read', actor, sessionClock.now());
    if (!by.ok) return by;
    return unitOfWork.run<MemberFound, NotFound>(async (stores) =>
      found(stores, actor, await stores.accounts.find(accountId), clock.now()),
    );
  };

/** Finds an account of the tenant by its whole phone number, member or not: there is no search by a part of it (C15). */
export const makeFindMember =
  (deps: MembershipDeps) =>
  (
    actor: Person,
    origin: Origin,
    { phone }: { readonly phone: PhoneNumber },
  ): Promise<Result<MemberFound, Denied>> => {
    const audited = byPerson('member.find', actor, origin);
    return recordRefusal(deps, audited, async () => {
      const by = authorizeStanding('member.find', actor, deps.sessionClock.now());
      if (!by.ok) return by;
      const now = deps.clock.now();
      return deps.unitOfWork.run<MemberFound, NotFound>(async (stores) => {
        const account = await stores.accounts.findByPhone(actor.tenantId, phone);
        const seen = await found(stores, actor, account, now);
        if (!seen.ok) return seen;
        const object = { kind: 'account', id: seen.value.accountId } as const;
        await recordDone(stores, { ...audited, actor: by.value, object }, now);
        return seen;
      });
    });
  };
