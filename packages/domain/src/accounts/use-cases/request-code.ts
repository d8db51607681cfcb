import { type ChallengeId, idFrom } from '../../shared/ids.js';
import type { PhoneNumber } from '../../shared/phone-number.js';
import { done, ok, type Result } from '../../shared/result.js';
import { type ChallengePurpose, type CodeNotSent, newChallenge } from '../challenge.js';
import type { TooBusy } from '../ports.js';
import { codeQuotas, type TooManyTries } from '../quota.js';
import type { AccountDeps, Origin } from './deps.js';
import { byAnybody, recordRefusal } from './record-refusal.js';
import { takeQuotas } from './take-quotas.js';

export type RequestCode = { readonly phone: PhoneNumber; readonly purpose: ChallengePurpose };
export type RequestedCode = { readonly challengeId: ChallengeId; readonly expiresAt: Date };

/**
 * Sends a one-time code (B25). It does the same whether or not the number is known: only whoever reads the message learns
 * more (AU4).
 */
export const makeRequestCode =
  (deps: AccountDeps) =>
  (
    origin: Origin,
    { phone, purpose }: RequestCode,
  ): Promise<Result<RequestedCode, TooManyTries | TooBusy | CodeNotSent>> =>
    recordRefusal(deps, byAnybody('code.request', origin), async () => {
      const { unitOfWork, clock, ids, secrets, hasher, codeSender } = deps;
      const counted = await takeQuotas(deps, codeQuotas(phone, origin.network));
      if (!counted.ok) return counted;
      const code = secrets.code();
      const hashed = await hasher.hash(code);
      if (!hashed.ok) return hashed;
      const id = idFrom<ChallengeId>(ids.next());
      const challenge = newChallenge({ id, purpose, phone, codeHash: hashed.value }, clock.now());
      await unitOfWork.run(async ({ challenges }) => {
        await challenges.insert(challenge);
        return done;
      });
      const { expiresAt } = challenge;
      const sent = await codeSender.send({ to: phone, code, purpose, expiresAt });
      return sent.ok ? ok({ challengeId: id, expiresAt }) : sent;
    });
