import { byOwner, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Person } from '../../shared/actor.js';
import type { InvitationId, PatientId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { grantOf, type Invitation, type InvitationGone, isOpenInvitation } from '../invitation.js';
import { isKeeper } from '../patient.js';
import type { PatientStores } from '../stores.js';
import type { PatientDeps } from './deps.js';

export type AnswerInvitation = { readonly invitationId: InvitationId };
export type AcceptedInvitation = { readonly patientId: PatientId };

/** The invitation, where it is open and to the phone of this person; whatever else it is, it is gone. */
const findMine = async (
  stores: PatientStores,
  actor: Person,
  id: InvitationId,
  now: Date,
): Promise<Invitation | undefined> => {
  const own = await stores.accounts.find(actor.accountId);
  const found = await stores.invitations.find(id);
  const isMine = found !== undefined && found.tenantId === actor.tenantId && found.phone === own?.phone;
  return isMine && isOpenInvitation(found, now) ? found : undefined;
};

/** Makes the grant, while whoever sent the invitation still keeps the patient; a keeper needs none. */
const accept = async (
  { proxies }: PatientStores,
  { accountId }: Person,
  invitation: Invitation,
  now: Date,
): Promise<boolean> => {
  const { patientId, invitedBy } = invitation;
  const patient = await proxies.lock(patientId);
  if (!patient || !isKeeper(patient, invitedBy, now)) return false;
  if (!isKeeper(patient, accountId, now)) await proxies.add(patientId, grantOf(invitation, accountId, now));
  return true;
};

const answering =
  (deps: PatientDeps, operation: 'invitation.accept' | 'invitation.decline') =>
  (
    actor: Person,
    origin: Origin,
    { invitationId }: AnswerInvitation,
  ): Promise<Result<AcceptedInvitation, InvitationGone>> => {
    const audited = byOwner(operation, actor, origin);
    return recordRefusal(deps, audited, () =>
      deps.invitedUnitOfWork.run<AcceptedInvitation, InvitationGone>(async (stores) => {
        const now = deps.clock.now();
        const mine = await findMine(stores, actor, invitationId, now);
        if (!mine) return err({ type: 'InvitationGone' });
        const isAccepting = operation === 'invitation.accept';
        if (isAccepting && !(await accept(stores, actor, mine, now))) return err({ type: 'InvitationGone' });
        const { patientId } = mine;
        if (!(await stores.invitations.remove(invitationId))) return err({ type: 'InvitationGone' });
        await recordDone(stores, audited, now, { invitationId, patientId });
        return ok({ patientId });
      }),
    );
  };

/** Turns an invitation to one's phone into a grant. */
export const makeAcceptInvitation = (deps: PatientDeps) => answering(deps, 'invitation.accept');

/** Turns an invitation to one's phone down. */
export const makeDeclineInvitation = (deps: PatientDeps) => answering(deps, 'invitation.decline');
