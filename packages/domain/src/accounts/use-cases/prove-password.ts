import type { TenantId } from '../../shared/ids.js';
import type { PhoneNumber } from '../../shared/phone-number.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import type { Account } from '../account.js';
import { normalisedPassword } from '../password.js';
import { passwordQuotas, type TooManyTries } from '../quota.js';
import type { AccountStores } from '../stores.js';
import type { HashingDeps, Origin } from './deps.js';
import { takeQuotas } from './take-quotas.js';

/** No account has this phone with this password; which of the two is wrong stays untold (AU4). */
export type SignInFailed = { readonly type: 'SignInFailed' };

export type PasswordClaim = {
  readonly tenantId: TenantId;
  readonly phone: PhoneNumber;
  readonly password: string;
};

export type PasswordError = SignInFailed | TooManyTries;

/** Compares; where there is nothing to compare with it works just as long. */
const matches = async (
  { hashing }: HashingDeps,
  hash: string | undefined,
  password: string,
): Promise<{ readonly ok: boolean; readonly needsRehash: boolean }> => {
  if (hash !== undefined) return hashing.verify(hash, password);
  await hashing.hash(password);
  return { ok: false, needsRehash: false };
};

/** Keeps the password under the parameters of today, unless it was changed meanwhile; answers the hash to go on with. */
const rehash = async (
  { unitOfWork, hashing, clock }: HashingDeps,
  { id }: Account,
  password: string,
  old: string,
): Promise<string> => {
  const fresh = await hashing.hash(password);
  await unitOfWork.run(async ({ credentials }) => {
    await credentials.setPasswordHash(id, fresh, clock.now(), old);
    return done;
  });
  return fresh;
};

/** A password that was right when it was compared, and the hash that it was compared with. */
export type ProvenPassword = { readonly account: Account; readonly hash: string };

/** Refuses where the password was changed after it was compared; from here on changes wait for this transaction. */
export const stillProven = async (
  { credentials }: Pick<AccountStores, 'credentials'>,
  { account, hash }: ProvenPassword,
): Promise<Result<void, SignInFailed>> =>
  (await credentials.passwordHash(account.id)) === hash ? done : err({ type: 'SignInFailed' });

/** The account whose phone and password these are. Every try is counted before it is compared (AU5). */
export const provePassword = async (
  deps: HashingDeps,
  { network }: Pick<Origin, 'network'>,
  { tenantId, phone, password: plain }: PasswordClaim,
): Promise<Result<ProvenPassword, PasswordError>> => {
  const { unitOfWork } = deps;
  const password = normalisedPassword(plain);
  const quotas = passwordQuotas(phone, network);
  const counted = await takeQuotas(deps, quotas);
  if (!counted.ok) return counted;
  const found = await unitOfWork.run<{ account?: Account; hash?: string }, never>(
    async ({ accounts, credentials }) => {
      const account = await accounts.findByPhone(tenantId, phone);
      const hash = account && (await credentials.passwordHash(account.id));
      return ok({ ...(account ? { account } : {}), ...(hash ? { hash } : {}) });
    },
  );
  const { account, hash } = found.ok ? found.value : {};
  const verified = await matches(deps, hash, password);
  if (!verified.ok || !account || !hash) return err({ type: 'SignInFailed' });
  await unitOfWork.run(async (stores) => {
    for (const [quota, subject] of quotas) await stores.quotas.clear(quota, subject);
    return done;
  });
  return ok({
    account,
    hash: verified.needsRehash ? await rehash(deps, account, password, hash) : hash,
  });
};
