import type { stepUpInput } from '@banzhen/contracts';
import type { z } from 'zod';
import { readRefusal } from '../api/refusal.js';

/** What the API takes as a proof of who is at the keyboard. */
export type Proof = z.input<typeof stepUpInput>['proof'];
export type ProofWay = Proof['by'];

/** What stands in the fields of a proof so far. */
export type ProofDraft = {
  readonly by: ProofWay;
  readonly password: string;
  readonly code: string;
  /** Of the code that was sent to the phone. */
  readonly challengeId?: string;
};

const ways: readonly ProofWay[] = ['totp', 'password', 'code'];
const isWay = (value: unknown): value is ProofWay => ways.some((way) => way === value);

/** The ways that a session most likely accepts; the server says so when it is otherwise. */
export const likelyWays = (authLevel: string | undefined): readonly ProofWay[] =>
  authLevel === 'password+totp' ? ['totp'] : ['password', 'code'];

export const emptyDraft = (by: ProofWay): ProofDraft => ({ by, password: '', code: '' });

/** The proof that the fields make, or undefined while something is missing. */
export function proofOf({ by, password, code, challengeId }: ProofDraft): Proof | undefined {
  if (by === 'password') return password === '' ? undefined : { by, password };
  if (!/^\d{6}$/.test(code)) return undefined;
  if (by === 'totp') return { by, code };
  return challengeId === undefined ? undefined : { by, challengeId, code };
}

/** The ways that a refusal names instead of the one that was tried. */
export function acceptedWays(error: unknown): readonly ProofWay[] | undefined {
  const { refusal } = readRefusal(error);
  const accepted = refusal?.type === 'ProofNotAccepted' ? refusal.accepted : undefined;
  const known = Array.isArray(accepted) ? accepted.filter(isWay) : [];
  return known.length > 0 ? known : undefined;
}
