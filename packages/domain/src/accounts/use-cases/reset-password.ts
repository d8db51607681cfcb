import { done, err, type Result } from '../../shared/result.js';
import type { NoAccount } from '../account.js';
import type { CodeGone } from '../challenge.js';
import { checkPassword, type PasswordUnfit } from '../password.js';
import type { HashingDeps, Origin } from './deps.js';
import { type PhoneProof, type PhoneProofError, provePhone, useCode } from './prove-phone.js';
import { byAnybody, recordDone, recordRefusal } from './record-refusal.js';

export type ResetPassword = PhoneProof & { readonly password: string };

/**
 * A new password for whoever proves the phone; every session ends. The authenticator app of staff stays and is asked for as
 * before (6.4.3).
 */
export const makeResetPassword =
  (deps: HashingDeps) =>
  (
    origin: Origin,
    { password, ...proof }: ResetPassword,
  ): Promise<Result<void, PhoneProofError | PasswordUnfit | NoAccount>> => {
    const audited = byAnybody('password.reset', origin);
    return recordRefusal(deps, audited, async () => {
      const { unitOfWork, clock, hashing, passwordList, homeTenant } = deps;
      const fit = checkPassword(password, proof.phone, passwordList.isCommon);
      if (!fit.ok) return fit;
      const proven = await provePhone(deps, 'reset-password', proof);
      if (!proven.ok) return proven;
      const hash = await hashing.hash(fit.value);
      const now = clock.now();
      return unitOfWork.run<void, CodeGone | NoAccount>(async (stores) => {
        const used = await useCode(stores, proof, now);
        if (!used.ok) return used;
        const account = await stores.accounts.findByPhone(homeTenant, proof.phone);
        if (!account) return err({ type: 'NoAccount' });
        const { id, tenantId } = account;
        await stores.credentials.setPasswordHash(id, hash, now);
        await stores.tickets.voidSignIns(id, now);
        await stores.sessions.endAll(id, 'password-changed', now);
        await recordDone(stores, { ...audited, tenantId, object: { kind: 'account', id } }, now);
        return done;
      });
    });
  };
