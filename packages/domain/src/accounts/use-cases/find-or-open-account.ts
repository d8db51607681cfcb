import { type AccountId, idFrom } from '../../shared/ids.js';
import type { PhoneNumber } from '../../shared/phone-number.js';
import { type Account, newAccount } from '../account.js';
import type { AccountStores } from '../stores.js';
import type { AccountDeps } from './deps.js';

/** The account of a proven phone; a new one if there is none. Two first sign-ins at once end up in one account. */
export const findOrOpenAccount = async (
  { accounts }: AccountStores,
  { clock, ids, homeTenant }: AccountDeps,
  phone: PhoneNumber,
  displayName?: string,
): Promise<Account> => {
  const known = await accounts.findByPhone(homeTenant, phone);
  if (known) return known;
  const id = idFrom<AccountId>(ids.next());
  const account = newAccount(
    { id, tenantId: homeTenant, phone, ...(displayName ? { displayName } : {}) },
    clock.now(),
  );
  const inserted = await accounts.insert(account);
  if (inserted.ok) return account;
  const other = await accounts.findByPhone(homeTenant, phone);
  if (!other) throw new Error('a number that is taken belongs to an account');
  return other;
};
