import type { Person } from '../../shared/actor.js';
import { done, type Result } from '../../shared/result.js';
import { checkPassword, type PasswordUnfit } from '../password.js';
import type { Proof } from '../proof.js';
import type { SessionOver } from '../signed-in.js';
import type { HashingDeps, Origin } from './deps.js';
import { keepProof, type ProofError, proveAgain } from './prove-again.js';
import { byOwner, recordDone, recordRefusal } from './record-refusal.js';

export type SetPassword = { readonly password: string; readonly proof: Proof };

/** Sets or changes one's own password, for a fresh proof; every other session ends (7.4.3). */
export const makeSetPassword =
  (deps: HashingDeps) =>
  (
    actor: Person,
    origin: Origin,
    { password, proof }: SetPassword,
  ): Promise<Result<void, ProofError | PasswordUnfit | SessionOver>> => {
    const audited = byOwner('password.set', actor, origin);
    return recordRefusal(deps, audited, async () => {
      const proven = await proveAgain(deps, actor, origin, proof);
      if (!proven.ok) return proven;
      const { id, phone } = proven.value;
      const fit = checkPassword(password, phone, deps.passwordList.isCommon);
      if (!fit.ok) return fit;
      const hash = await deps.hashing.hash(fit.value);
      const now = deps.clock.now();
      return deps.unitOfWork.run<void, SessionOver>(async (stores) => {
        const kept = await keepProof(stores, actor, now);
        if (!kept.ok) return kept;
        await stores.credentials.setPasswordHash(id, hash, now);
        await stores.tickets.voidSignIns(id, now);
        await stores.sessions.endAll(id, 'password-changed', now, actor.sessionId);
        await recordDone(stores, audited, now);
        return done;
      });
    });
  };
