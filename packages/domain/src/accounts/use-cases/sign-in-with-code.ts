import type { Result } from '../../shared/result.js';
import type { CodeGone } from '../challenge.js';
import type { AccountBanned } from '../sanction.js';
import type { SessionKind } from '../session.js';
import type { HashingDeps, Origin } from './deps.js';
import { findOrOpenAccount } from './find-or-open-account.js';
import { openSession, type SignIn } from './open-session.js';
import { type PhoneProof, type PhoneProofError, provePhone, useCode } from './prove-phone.js';
import { byAnybody, recordRefusal } from './record-refusal.js';

/** The apps of people; staff sign in another way. */
export type AppKind = Exclude<SessionKind, 'staff'>;

export type SignInWithCode = PhoneProof & { readonly app: AppKind; readonly name?: string };

const operation = 'sign-in.code';

/** Signs in by phone and one-time code; a number that nobody has signs up by it (B25, C15). */
export const makeSignInWithCode =
  (deps: HashingDeps) =>
  (
    origin: Origin,
    { app, name, ...proof }: SignInWithCode,
  ): Promise<Result<SignIn, PhoneProofError | AccountBanned>> =>
    recordRefusal(deps, byAnybody(operation, origin), async () => {
      const proven = await provePhone(deps, 'sign-in', proof);
      if (!proven.ok) return proven;
      return deps.unitOfWork.run<SignIn, CodeGone | AccountBanned>(async (stores) => {
        const used = await useCode(stores, proof, deps.clock.now());
        if (!used.ok) return used;
        const account = await findOrOpenAccount(stores, deps, proof.phone, name);
        return openSession(stores, deps, { account, kind: app, authLevel: 'code', origin, operation });
      });
    });
