import { done, err, type Result } from '../../shared/result.js';
import { type TooManyTries, totpQuota } from '../quota.js';
import type { Totp, TotpWrong } from '../totp.js';
import type { AccountDeps } from './deps.js';
import { takeQuotas } from './take-quotas.js';

/**
 * Whether the code comes from this authenticator app and was never taken before (AU14). The step is used up by this, also
 * when what it was for fails afterwards.
 */
export const proveTotp = async (
  deps: AccountDeps,
  { accountId, secret }: Totp,
  code: string,
): Promise<Result<void, TotpWrong | TooManyTries>> => {
  const { unitOfWork, clock, secrets } = deps;
  const quota = totpQuota(accountId);
  const counted = await takeQuotas(deps, [quota]);
  if (!counted.ok) return counted;
  const now = clock.now();
  const step = secrets.totpStep(secret, code, now);
  if (step === undefined) return err({ type: 'TotpWrong' });
  return unitOfWork.run<void, TotpWrong>(async ({ credentials, quotas }) => {
    if (!(await credentials.takeTotpStep(accountId, step, now))) return err({ type: 'TotpWrong' });
    await quotas.clear(...quota);
    return done;
  });
};
