import type { ChallengeId } from '../shared/ids.js';

/** How a signed-in person proves once more who they are. */
export type Proof =
  | { readonly by: 'password'; readonly password: string }
  | { readonly by: 'code'; readonly challengeId: ChallengeId; readonly code: string }
  | { readonly by: 'totp'; readonly code: string };

/** This account proves itself another way: `accepted` says how. */
export type ProofNotAccepted = {
  readonly type: 'ProofNotAccepted';
  readonly accepted: readonly Proof['by'][];
};

/** Whoever has an authenticator app is not let past it by anything weaker. */
export const acceptedProofs = (has: {
  readonly totp: boolean;
  readonly password: boolean;
}): readonly Proof['by'][] => {
  if (has.totp) return ['totp'];
  return has.password ? ['password', 'code'] : ['code'];
};
