import { type AccountId, idFrom } from '../../shared/ids.js';
import type { Result } from '../../shared/result.js';
import { newAccount, type PhoneTaken } from '../account.js';
import type { CodeGone } from '../challenge.js';
import { checkPassword, type PasswordUnfit } from '../password.js';
import type { AccountBanned } from '../sanction.js';
import type { HashingDeps, Origin } from './deps.js';
import { openSession, type SignIn } from './open-session.js';
import { type PhoneProofError, provePhone, useCode } from './prove-phone.js';
import { byAnybody, recordRefusal } from './record-refusal.js';
import type { SignInWithCode } from './sign-in-with-code.js';

export type Register = SignInWithCode & { readonly password: string };
type Refused = CodeGone | PhoneTaken | AccountBanned;

const operation = 'account.register';

/**
 * Signs up with name and password (B80). The phone is proven first, so nobody can leave a password of theirs on a number of
 * somebody else (AU13). With `PhoneTaken` the code stays good for signing in.
 */
export const makeRegister =
  (deps: HashingDeps) =>
  (
    origin: Origin,
    { app, name, password, ...proof }: Register,
  ): Promise<Result<SignIn, PhoneProofError | PasswordUnfit | Refused>> =>
    recordRefusal(deps, byAnybody(operation, origin), async () => {
      const { unitOfWork, clock, ids, hashing, passwordList, homeTenant } = deps;
      const { phone } = proof;
      const fit = checkPassword(password, phone, passwordList.isCommon);
      if (!fit.ok) return fit;
      const proven = await provePhone(deps, 'sign-in', proof);
      if (!proven.ok) return proven;
      const hash = await hashing.hash(fit.value);
      const now = clock.now();
      const id = idFrom<AccountId>(ids.next());
      const account = newAccount(
        { id, tenantId: homeTenant, phone, ...(name ? { displayName: name } : {}) },
        now,
      );
      return unitOfWork.run<SignIn, Refused>(async (stores) => {
        const used = await useCode(stores, proof, now);
        if (!used.ok) return used;
        const inserted = await stores.accounts.insert(account);
        if (!inserted.ok) return inserted;
        await stores.credentials.setPasswordHash(id, hash, now);
        return openSession(stores, deps, { account, kind: app, authLevel: 'code', origin, operation });
      });
    });
