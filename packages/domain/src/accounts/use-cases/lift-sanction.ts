import type { Denied, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { SanctionId } from '../../shared/ids.js';
import { done, err, type Result } from '../../shared/result.js';
import { isLiveSanction, lift, type SanctionOver, type WordsRequired } from '../sanction.js';
import { authorizeStanding, findInTenant } from './authorize-staff.js';
import type { AccountDeps, Origin } from './deps.js';
import { byPerson, recordDone, recordRefusal } from './record-refusal.js';

export type LiftSanction = { readonly sanctionId: SanctionId; readonly reason: string };

type Refused = Denied | WordsRequired | SanctionOver;

/** Ends a sanction before its time. */
export const makeLiftSanction =
  (deps: AccountDeps) =>
  (actor: Person, origin: Origin, command: LiftSanction): Promise<Result<void, Refused>> => {
    const { sanctionId } = command;
    const reason = command.reason.trim();
    const audited = byPerson('sanction.lift', actor, origin, { kind: 'sanction', id: sanctionId });
    return recordRefusal(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding('sanction.lift', actor, now);
      if (!by.ok) return by;
      if (!reason) return err({ type: 'WordsRequired' });
      return deps.unitOfWork.run<void, NotFound | SanctionOver>(async (stores) => {
        const sanction = await stores.sanctions.find(sanctionId);
        const account = sanction && (await findInTenant(stores, actor, sanction.accountId));
        if (!sanction || !account?.ok) return err({ type: 'NotFound' });
        const lifted = lift(sanction, { at: now, by: actor.accountId, reason });
        if (!isLiveSanction(sanction, now) || !(await stores.sanctions.update(lifted)))
          return err({ type: 'SanctionOver' });
        await recordDone(stores, { ...audited, actor: by.value }, now);
        return done;
      });
    });
  };
