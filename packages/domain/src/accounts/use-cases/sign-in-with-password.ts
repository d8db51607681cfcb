import type { PhoneNumber } from '../../shared/phone-number.js';
import type { Result } from '../../shared/result.js';
import type { AccountBanned } from '../sanction.js';
import type { HashingDeps, Origin } from './deps.js';
import { openSession, type SignIn } from './open-session.js';
import { type PasswordError, provePassword, type SignInFailed, stillProven } from './prove-password.js';
import { byAnybody, recordRefusal } from './record-refusal.js';
import type { AppKind } from './sign-in-with-code.js';

export type SignInWithPassword = {
  readonly phone: PhoneNumber;
  readonly password: string;
  readonly app: AppKind;
};

const operation = 'sign-in.password';

/** Signs in by phone and password (B81), as family or escort: staff need their authenticator app too. */
export const makeSignInWithPassword =
  (deps: HashingDeps) =>
  (
    origin: Origin,
    { app, ...given }: SignInWithPassword,
  ): Promise<Result<SignIn, PasswordError | AccountBanned>> =>
    recordRefusal(deps, byAnybody(operation, origin), async () => {
      const proven = await provePassword(deps, origin, { tenantId: deps.homeTenant, ...given });
      if (!proven.ok) return proven;
      const opening = {
        account: proven.value.account,
        kind: app,
        authLevel: 'password',
        origin,
        operation,
      } as const;
      return deps.unitOfWork.run<SignIn, SignInFailed | AccountBanned>(async (stores) => {
        const still = await stillProven(stores, proven.value);
        return still.ok ? openSession(stores, deps, opening) : still;
      });
    });
