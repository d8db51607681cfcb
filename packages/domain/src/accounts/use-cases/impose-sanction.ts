import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type AccountId, idFrom, type SanctionId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { EmptyTimeRange } from '../../shared/time-range.js';
import type { Sanction, SanctionCause, SanctionMeasure, WordsRequired } from '../sanction.js';
import { isLiveGrant } from '../staff-grant.js';
import { authorizeStanding, findInTenant } from './authorize-staff.js';
import type { AccountDeps, Origin } from './deps.js';
import { byPerson, recordDone, recordRefusal } from './record-refusal.js';

export type ImposeSanction = {
  readonly accountId: AccountId;
  readonly measure: SanctionMeasure;
  readonly cause: SanctionCause;
  readonly reason: string;
  readonly until?: Date;
};
export type ImposedSanction = { readonly sanctionId: SanctionId };

type Refused = Denied | WordsRequired | EmptyTimeRange;

/**
 * Warns, restricts or bans somebody (B44). Acts on their next request: a ban ends every session, what is restricted is
 * refused. Colleagues are for administrators, and nobody sanctions themselves.
 */
export const makeImposeSanction =
  (deps: AccountDeps) =>
  (actor: Person, origin: Origin, command: ImposeSanction): Promise<Result<ImposedSanction, Refused>> => {
    const { accountId, measure, cause, until } = command;
    const reason = command.reason.trim();
    const operation = 'sanction.impose';
    const audited = byPerson(operation, actor, origin, { kind: 'account', id: accountId });
    return recordRefusal(deps, audited, async () => {
      const now = deps.clock.now();
      const by = authorizeStanding(operation, actor, now);
      if (!by.ok) return by;
      if (!reason) return err({ type: 'WordsRequired' });
      if (until && until <= now) return err({ type: 'EmptyTimeRange' });
      if (accountId === actor.accountId) return err({ type: 'NotAllowed', operation });
      const sanction: Sanction = {
        id: idFrom<SanctionId>(deps.ids.next()),
        accountId,
        measure,
        cause,
        reason,
        from: now,
        ...(until ? { until } : {}),
        by: actor.accountId,
        version: 1,
      };
      return deps.unitOfWork.run<ImposedSanction, Denied>(async (stores) => {
        const found = await findInTenant(stores, actor, accountId);
        if (!found.ok) return found;
        const grants = await stores.staffGrants.ofAccount(accountId);
        if (grants.some((grant) => isLiveGrant(grant, now)) && !actor.staffRoles.includes('admin'))
          return err({ type: 'NotAllowed', operation });
        await stores.sanctions.insert(sanction);
        if (measure.kind === 'banned') await stores.sessions.endAll(accountId, 'banned', now);
        const facts = { sanctionId: sanction.id, kind: measure.kind, cause };
        await recordDone(stores, { ...audited, actor: by.value }, now, facts);
        return ok({ sanctionId: sanction.id });
      });
    });
  };
