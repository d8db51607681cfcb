import type { ChallengeId } from '../../shared/ids.js';
import type { PhoneNumber } from '../../shared/phone-number.js';
import { done, err, ok, type Result } from '../../shared/result.js';
import type { ChallengePurpose, CodeGone, CodeWrong } from '../challenge.js';
import type { AccountStores } from '../stores.js';
import type { HashingDeps } from './deps.js';

/** A code that came to a phone, for one challenge. */
export type PhoneProof = {
  readonly challengeId: ChallengeId;
  readonly phone: PhoneNumber;
  readonly code: string;
};

export type PhoneProofError = CodeWrong | CodeGone;

/**
 * Whether the code is the one that was sent to this phone for this purpose. The guess is counted and committed before
 * anything is compared, so that no refusal, crash or parallel call gives it back (AU1). Use it up with `useCode`.
 */
export const provePhone = async (
  { unitOfWork, clock, hashing }: HashingDeps,
  purpose: ChallengePurpose,
  { challengeId, phone, code }: PhoneProof,
): Promise<Result<void, PhoneProofError>> => {
  const claim = { id: challengeId, phone, purpose };
  const guess = await unitOfWork.run(({ challenges }) => challenges.takeGuess(claim, clock.now()));
  if (!guess.ok) return guess;
  const { codeHash, guessesLeft } = guess.value;
  const verified = await hashing.verify(codeHash, code);
  return verified.ok ? ok(undefined) : err({ type: 'CodeWrong', guessesLeft });
};

/** Uses a proven code up, in the transaction of what it is used for: of several at once, one goes on (AU2). */
export const useCode = async (
  { challenges }: AccountStores,
  { challengeId }: Pick<PhoneProof, 'challengeId'>,
  now: Date,
): Promise<Result<void, CodeGone>> =>
  (await challenges.use(challengeId, now)) ? done : err({ type: 'CodeGone' });
