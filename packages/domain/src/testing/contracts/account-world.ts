import {
  type Account,
  type AccountStores,
  type Challenge,
  newChallenge,
  newSession,
  newTicket,
  type Sanction,
  type Session,
  type StaffGrant,
  type Ticket,
} from '../../accounts/index.js';
import {
  type AccountId,
  type ChallengeId,
  idFrom,
  type SanctionId,
  type SessionId,
  type StaffGrantId,
  type TenantId,
} from '../../shared/ids.js';
import type { PhoneNumber } from '../../shared/phone-number.js';
import type { AccountStoresFixture, OpenAccountStores } from './account-fixture.js';
import { freshId, freshNumber } from './fresh.js';
import { inOne, openedOnce } from './opened-once.js';

export const now = new Date('2030-01-07T02:00:00Z');

/** Opens the adapter before the suite's first case and closes it after the last. */
export const openedAccounts: (open: OpenAccountStores) => () => AccountStoresFixture = openedOnce;

/** Runs `work` in a transaction that commits. */
export const within = <T>(
  { unitOfWork }: AccountStoresFixture,
  work: (stores: AccountStores) => Promise<T>,
): Promise<T> => inOne(unitOfWork, work);

/** A number that no other case has. */
export const freshPhone = (): PhoneNumber =>
  `+8613${String(freshNumber()).padStart(10, '0').slice(-9)}` as PhoneNumber;

export const anAccount = (overrides: Partial<Account> = {}): Account => ({
  id: idFrom<AccountId>(freshId()),
  tenantId: idFrom<TenantId>(freshId()),
  displayName: '陈家属',
  phone: freshPhone(),
  createdAt: now,
  ...overrides,
});

/** Stores an account and answers it. */
export const addAccount = async (
  fixture: AccountStoresFixture,
  overrides: Partial<Account> = {},
): Promise<Account> => {
  const account = anAccount(overrides);
  await within(fixture, ({ accounts }) => accounts.insert(account));
  return account;
};

export const aChallenge = (overrides: Partial<Challenge> = {}): Challenge => ({
  ...newChallenge(
    {
      id: idFrom<ChallengeId>(freshId()),
      purpose: 'sign-in',
      phone: freshPhone(),
      codeHash: `hash ${freshId()}`,
    },
    now,
  ),
  ...overrides,
});

const hexOf = (...ids: readonly string[]): string => ids.join('').replaceAll('-', '');

/** What a real token's hash looks like: 64 hex digits. */
export const freshHash = (): string => hexOf(freshId(), freshId());

export const aTicket = (overrides: Partial<Ticket> = {}): Ticket => ({
  ...newTicket({ tokenHash: freshHash(), purpose: 'totp' }, now),
  ...overrides,
});

export const aSession = (accountId: AccountId, overrides: Partial<Session> = {}): Session => ({
  ...newSession(
    {
      id: idFrom<SessionId>(freshId()),
      accountId,
      tokenHash: freshHash(),
      kind: 'family',
      authLevel: 'code',
      device: 'Chrome · Windows',
    },
    now,
  ),
  ...overrides,
});

export const aGrant = ({ id, tenantId }: Account, overrides: Partial<StaffGrant> = {}): StaffGrant => ({
  id: idFrom<StaffGrantId>(freshId()),
  tenantId,
  accountId: id,
  role: 'dispatcher',
  from: now,
  ...overrides,
});

export const aSanction = ({ id }: Account, overrides: Partial<Sanction> = {}): Sanction => ({
  id: idFrom<SanctionId>(freshId()),
  accountId: id,
  measure: { kind: 'restricted', functions: ['book', 'chat'] },
  cause: 'disorder',
  reason: '多次辱骂陪诊员',
  from: now,
  by: id,
  version: 1,
  ...overrides,
});
