import { byOwner, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type ConsentId, idFrom } from '../../shared/ids.js';
import { done, err, type Result } from '../../shared/result.js';
import { type ConsentKind, type ConsentOutdated, isConsented } from '../consent.js';
import type { ConsentDeps } from './deps.js';

export type GiveConsent = { readonly kind: ConsentKind; readonly version: number };

/** Says yes to the version in force. Saying it twice leaves one row; a version that was replaced is `ConsentOutdated`. */
export const makeGiveConsent =
  (deps: ConsentDeps) =>
  (
    actor: Person,
    origin: Origin,
    { kind, version }: GiveConsent,
  ): Promise<Result<void, NotFound | ConsentOutdated>> => {
    const audited = byOwner('consent.give', actor, origin);
    return recordRefusal(deps, audited, () =>
      deps.unitOfWork.run<void, NotFound | ConsentOutdated>(async (stores) => {
        const at = deps.clock.now();
        const current = await stores.consents.current(kind, at);
        if (!current) return err({ type: 'NotFound' });
        if (current.version !== version)
          return err({ type: 'ConsentOutdated', kind, version: current.version });
        if (isConsented(current, await stores.consents.last(actor.accountId, kind))) return done;
        const id = idFrom<ConsentId>(deps.ids.next());
        const { accountId, tenantId } = actor;
        const { network } = origin;
        await stores.consents.append({ id, tenantId, accountId, kind, version, act: 'given', at, network });
        await recordDone(stores, audited, at, { kind, version });
        return done;
      }),
    );
  };
