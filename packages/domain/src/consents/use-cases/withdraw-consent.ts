import { byOwner, type Origin, recordDone } from '../../accounts/index.js';
import type { Person } from '../../shared/actor.js';
import { type ConsentId, idFrom } from '../../shared/ids.js';
import { done, type Result } from '../../shared/result.js';
import type { ConsentKind } from '../consent.js';
import type { ConsentDeps } from './deps.js';

export type WithdrawConsent = { readonly kind: ConsentKind };

/** Takes a yes back, whichever version it was to (PIPL 15). Where nothing was given, nothing is written. */
export const makeWithdrawConsent =
  (deps: ConsentDeps) =>
  (actor: Person, origin: Origin, { kind }: WithdrawConsent): Promise<Result<void, never>> =>
    deps.unitOfWork.run<void, never>(async (stores) => {
      const at = deps.clock.now();
      const { accountId, tenantId } = actor;
      const last = await stores.consents.last(accountId, kind);
      if (last?.act !== 'given') return done;
      const { version } = last;
      const id = idFrom<ConsentId>(deps.ids.next());
      const { network } = origin;
      await stores.consents.append({ id, tenantId, accountId, kind, version, act: 'withdrawn', at, network });
      await recordDone(stores, byOwner('consent.withdraw', actor, origin), at, { kind, version });
      return done;
    });
