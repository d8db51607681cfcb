import { byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { InvitationId, PatientId } from '../../shared/ids.js';
import { done, err, type Result } from '../../shared/result.js';
import type { InvitationGone } from '../invitation.js';
import type { PatientDeps } from './deps.js';
import { permitLocked } from './permit.js';

export type WithdrawInvitation = { readonly patientId: PatientId; readonly invitationId: InvitationId };

type Refused = NotFound | NotAllowed | InvitationGone;

/** Takes an invitation back that nobody has accepted yet. */
export const makeWithdrawInvitation =
  (deps: PatientDeps) =>
  (
    actor: Person,
    origin: Origin,
    { patientId, invitationId }: WithdrawInvitation,
  ): Promise<Result<void, Refused>> => {
    const audited = byPerson('proxy.withdraw', actor, origin, { kind: 'patient', id: patientId });
    return recordRefusal(deps, audited, () =>
      deps.unitOfWork.run<void, Refused>(async (stores) => {
        const now = deps.clock.now();
        const permitted = await permitLocked(stores, 'proxy.withdraw', actor, patientId, now);
        if (!permitted.ok) return permitted;
        const found = await stores.invitations.find(invitationId);
        if (found?.patientId !== patientId || !(await stores.invitations.remove(invitationId)))
          return err({ type: 'InvitationGone' });
        await recordDone(stores, audited, now, { invitationId });
        return done;
      }),
    );
  };
