import { done, err, type Result } from '../../shared/result.js';
import { type Quota, type QuotaSubject, type TooManyTries, tooManyTries } from '../quota.js';
import type { AccountDeps } from './deps.js';

/** Counts one try against all of these, or none of them where one has no more. */
export const takeQuotas = (
  { unitOfWork, clock }: AccountDeps,
  wanted: readonly (readonly [Quota, QuotaSubject])[],
): Promise<Result<void, TooManyTries>> => {
  const now = clock.now();
  return unitOfWork.run<void, TooManyTries>(async ({ quotas }) => {
    for (const [quota, subject] of wanted)
      if (!(await quotas.take(quota, subject, now))) return err(tooManyTries(quota, now));
    return done;
  });
};
