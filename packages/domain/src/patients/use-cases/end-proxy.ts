import { byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { AccountId, PatientId } from '../../shared/ids.js';
import { done, type Result } from '../../shared/result.js';
import { type LastKeeper, mayEndGrants } from '../patient.js';
import type { PatientDeps } from './deps.js';
import { permitLocked } from './permit.js';

export type RevokeProxy = { readonly patientId: PatientId; readonly accountId: AccountId };

type Refused = NotFound | NotAllowed | LastKeeper;

const ending =
  (deps: PatientDeps, operation: 'proxy.revoke' | 'proxy.leave') =>
  (actor: Person, origin: Origin, { patientId, accountId }: RevokeProxy): Promise<Result<void, Refused>> => {
    const audited = byPerson(operation, actor, origin, { kind: 'patient', id: patientId });
    return recordRefusal(deps, audited, () =>
      deps.unitOfWork.run<void, Refused>(async (stores) => {
        const now = deps.clock.now();
        const permitted = await permitLocked(stores, operation, actor, patientId, now);
        if (!permitted.ok) return permitted;
        const may = mayEndGrants(permitted.value.patient, accountId, now);
        if (!may.ok) return may;
        if (await stores.proxies.end(patientId, accountId, now))
          await recordDone(stores, audited, now, { accountId });
        return done;
      }),
    );
  };

/**
 * Takes away whatever an account may do for a patient; its next request is refused (AZ7). Where there is nothing to take,
 * nothing is done.
 */
export const makeRevokeProxy = (deps: PatientDeps) => ending(deps, 'proxy.revoke');

/** Gives up what one may do for a patient oneself. */
export const makeLeaveProxy = (deps: PatientDeps) => {
  const leave = ending(deps, 'proxy.leave');
  return (actor: Person, origin: Origin, { patientId }: { readonly patientId: PatientId }) =>
    leave(actor, origin, { patientId, accountId: actor.accountId });
};
