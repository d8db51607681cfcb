import type { Person } from '../../shared/actor.js';
import { done, type Result } from '../../shared/result.js';
import type { PhoneTaken } from '../account.js';
import type { CodeGone } from '../challenge.js';
import type { Proof } from '../proof.js';
import type { SessionOver } from '../signed-in.js';
import type { HashingDeps, Origin } from './deps.js';
import { keepProof, type ProofError, proveAgain } from './prove-again.js';
import { type PhoneProof, type PhoneProofError, provePhone, useCode } from './prove-phone.js';
import { byOwner, recordDone, recordRefusal } from './record-refusal.js';

export type ChangePhone = {
  /** Of who they were until now: the old phone, the password or the authenticator app (7.5.1). */
  readonly proof: Proof;
  readonly newPhone: PhoneProof;
};

/** Moves an account to another phone: both sides are proven, and every other session ends. */
export const makeChangePhone =
  (deps: HashingDeps) =>
  (
    actor: Person,
    origin: Origin,
    { proof, newPhone }: ChangePhone,
  ): Promise<Result<void, ProofError | PhoneProofError | PhoneTaken | SessionOver>> => {
    const audited = byOwner('phone.change', actor, origin);
    return recordRefusal(deps, audited, async () => {
      const owner = await proveAgain(deps, actor, origin, proof);
      if (!owner.ok) return owner;
      const proven = await provePhone(deps, 'change-phone', newPhone);
      if (!proven.ok) return proven;
      const now = deps.clock.now();
      return deps.unitOfWork.run<void, CodeGone | PhoneTaken | SessionOver>(async (stores) => {
        const kept = await keepProof(stores, actor, now);
        if (!kept.ok) return kept;
        const used = await useCode(stores, newPhone, now);
        if (!used.ok) return used;
        const changed = await stores.accounts.changePhone(actor.accountId, newPhone.phone);
        if (!changed.ok) return changed;
        await stores.sessions.endAll(actor.accountId, 'phone-changed', now, actor.sessionId);
        await recordDone(stores, audited, now);
        return done;
      });
    });
  };
