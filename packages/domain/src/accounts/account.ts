import type { AccountId, TenantId } from '../shared/ids.js';
import type { PhoneNumber } from '../shared/phone-number.js';

/**
 * One person of one tenant. Family, escort and staff are grants beside it (E4). Nothing is an account before its phone
 * number was proven, so nobody can prepare one for somebody else (AU13).
 */
export type Account = {
  readonly id: AccountId;
  readonly tenantId: TenantId;
  readonly displayName: string;
  readonly phone: PhoneNumber;
  readonly createdAt: Date;
  readonly lastSignInAt?: Date;
};

/** Another account of the tenant has this number. */
export type PhoneTaken = { readonly type: 'PhoneTaken' };

/** The number was proven, but nobody has signed up with it. */
export type NoAccount = { readonly type: 'NoAccount' };

const LAST_DIGITS = 4;

/** A new account of whoever has just proven `phone`; without a name they are called after its last digits. */
export const newAccount = (
  given: Pick<Account, 'id' | 'tenantId' | 'phone'> & { readonly displayName?: string },
  now: Date,
): Account => ({
  id: given.id,
  tenantId: given.tenantId,
  phone: given.phone,
  displayName: given.displayName?.trim() || `用户${given.phone.slice(-LAST_DIGITS)}`,
  createdAt: now,
});
