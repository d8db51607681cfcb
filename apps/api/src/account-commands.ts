import type { Proof } from '@banzhen/domain/accounts';
import { type ChallengeId, idFrom } from '@banzhen/domain/shared/ids';
import { type PhoneNumber, parsePhoneNumber } from '@banzhen/domain/shared/phone-number';
import { unwrap } from './trpc.js';

/** A phone number as somebody wrote it; refuses `NotAPhoneNumber`. */
export const phoneFrom = (text: string): PhoneNumber => unwrap(parsePhoneNumber(text));

/** The code that came to a phone, in the domain's words. */
export const phoneProof = <Given extends { readonly phone: string; readonly challengeId: string }>({
  phone,
  challengeId,
  ...rest
}: Given) => ({ ...rest, phone: phoneFrom(phone), challengeId: idFrom<ChallengeId>(challengeId) });

type GivenProof =
  | { readonly by: 'password'; readonly password: string }
  | { readonly by: 'code'; readonly challengeId: string; readonly code: string }
  | { readonly by: 'totp'; readonly code: string };

export const proofFrom = (given: GivenProof): Proof =>
  given.by === 'code' ? { ...given, challengeId: idFrom<ChallengeId>(given.challengeId) } : given;

/** Only what was said: optional fields are absent, never undefined. */
export const named = <Given extends { readonly name?: string | undefined }>({ name, ...rest }: Given) => ({
  ...rest,
  ...(name ? { name } : {}),
});
