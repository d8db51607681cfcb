import { minutesAfter } from '../shared/clock.js';
import type { ChallengeId } from '../shared/ids.js';
import type { PhoneNumber } from '../shared/phone-number.js';

export const challengePurposes = [
  'sign-in',
  'reset-password',
  'change-phone',
  'attach-wechat',
  'enrol-totp',
  'step-up',
  'appeal',
] as const;

/** What a one-time code is good for, and nothing else (AU2). */
export type ChallengePurpose = (typeof challengePurposes)[number];

/** A one-time code that was sent to a phone: five minutes, five guesses, used once. */
export type Challenge = {
  readonly id: ChallengeId;
  readonly purpose: ChallengePurpose;
  readonly phone: PhoneNumber;
  /** A password hash of the code: six digits are too few for anything less. */
  readonly codeHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** How many guesses were taken, right or wrong. */
  readonly guesses: number;
  readonly usedAt?: Date;
};

/** What somebody says that they answer. A guess counts only where all three belong together. */
export type ChallengeClaim = Pick<Challenge, 'id' | 'phone' | 'purpose'>;

export const MOST_GUESSES = 5;
export const CODE_VALID_MINUTES = 5;

/** The code is wrong; so many guesses are left. */
export type CodeWrong = { readonly type: 'CodeWrong'; readonly guessesLeft: number };

/** The code has expired, was used, was guessed at too often, or was never sent to this number for this purpose. */
export type CodeGone = { readonly type: 'CodeGone' };

/** The message could not be sent. */
export type CodeNotSent = { readonly type: 'CodeNotSent' };

export const newChallenge = (
  given: Pick<Challenge, 'id' | 'purpose' | 'phone' | 'codeHash'>,
  now: Date,
): Challenge => ({
  ...given,
  createdAt: now,
  expiresAt: minutesAfter(now, CODE_VALID_MINUTES),
  guesses: 0,
});

/** Whether one more guess may be taken; adapters ask the same in the statement that counts it (AU1). */
export const mayGuess = (challenge: Challenge, claim: ChallengeClaim, now: Date): boolean =>
  challenge.id === claim.id &&
  challenge.phone === claim.phone &&
  challenge.purpose === claim.purpose &&
  challenge.usedAt === undefined &&
  challenge.guesses < MOST_GUESSES &&
  now < challenge.expiresAt;
