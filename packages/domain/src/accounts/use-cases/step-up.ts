import { STEP_UP_MINUTES } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { minutesAfter } from '../../shared/clock.js';
import { ok, type Result } from '../../shared/result.js';
import type { Proof } from '../proof.js';
import type { SessionOver } from '../signed-in.js';
import type { HashingDeps, Origin } from './deps.js';
import { keepProof, type ProofError, proveAgain } from './prove-again.js';
import { byOwner, recordDone, recordRefusal } from './record-refusal.js';

/** Until when money, roles and exports are open to this session. */
export type SteppedUp = { readonly until: Date };

/** Proves once more who is at the keyboard, for the next five minutes of this session (AU14). */
export const makeStepUp =
  (deps: HashingDeps) =>
  (actor: Person, origin: Origin, proof: Proof): Promise<Result<SteppedUp, ProofError | SessionOver>> => {
    const audited = byOwner('session.step-up', actor, origin);
    return recordRefusal(deps, audited, async () => {
      const proven = await proveAgain(deps, actor, origin, proof);
      if (!proven.ok) return proven;
      const now = deps.clock.now();
      return deps.unitOfWork.run<SteppedUp, SessionOver>(async (stores) => {
        const kept = await keepProof(stores, actor, now);
        if (!kept.ok) return kept;
        await recordDone(stores, audited, now);
        return ok({ until: minutesAfter(now, STEP_UP_MINUTES) });
      });
    });
  };
