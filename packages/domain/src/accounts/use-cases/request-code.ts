import { type ChallengeId, idFrom } from '../../shared/ids.js';
import type { PhoneNumber } from '../../shared/phone-number.js';
import { done, ok, type Result } from '../../shared/result.js';
import { type Challenge, type ChallengePurpose, type CodeNotSent, newChallenge } from '../challenge.js';
import type { TooBusy } from '../ports.js';
import { codeQuotas, type TooManyTries } from '../quota.js';
import type { AccountDeps, HashingDeps, Origin } from './deps.js';
import { byAnybody, recordRefusal } from './record-refusal.js';
import { takeQuotas } from './take-quotas.js';

export type RequestCode = { readonly phone: PhoneNumber; readonly purpose: ChallengePurpose };
export type RequestedCode = { readonly challengeId: ChallengeId; readonly expiresAt: Date };

/** A challenge with its code, which is kept as a hash alone; nothing has been sent yet. */
const newCode = async (
  deps: HashingDeps,
  { network }: Origin,
  { phone, purpose }: RequestCode,
): Promise<Result<{ readonly challenge: Challenge; readonly code: string }, TooManyTries>> => {
  const { unitOfWork, clock, ids, secrets, hashing } = deps;
  const counted = await takeQuotas(deps, codeQuotas(phone, network));
  if (!counted.ok) return counted;
  const code = secrets.code();
  const codeHash = await hashing.hash(code);
  const challenge = newChallenge(
    { id: idFrom<ChallengeId>(ids.next()), purpose, phone, codeHash },
    clock.now(),
  );
  await unitOfWork.run(async ({ challenges }) => {
    await challenges.insert(challenge);
    return done;
  });
  return ok({ challenge, code });
};

/**
 * Sends a one-time code (B25). It does the same whether or not the number is known: only whoever reads the message learns
 * more (AU4).
 */
export const makeRequestCode =
  (deps: AccountDeps) =>
  async (
    origin: Origin,
    wanted: RequestCode,
  ): Promise<Result<RequestedCode, TooManyTries | TooBusy | CodeNotSent>> => {
    const audited = byAnybody('code.request', origin);
    const made = await deps.hasher.inTurn((hashing) =>
      recordRefusal(deps, audited, () => newCode({ ...deps, hashing }, origin, wanted)),
    );
    if (!made.ok) return made;
    const { challenge, code } = made.value;
    const { id, phone, purpose, expiresAt } = challenge;
    return recordRefusal(deps, audited, async () => {
      const sent = await deps.codeSender.send({ to: phone, code, purpose, expiresAt });
      return sent.ok ? ok({ challengeId: id, expiresAt }) : sent;
    });
  };
