import { maskName } from '../../privacy/index.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import type { Invitation } from '../invitation.js';
import type { PatientDeps } from './deps.js';

/** An invitation as the invited person sees it: as much as says whose patient it is. */
export type InvitationToMe = Pick<Invitation, 'id' | 'scope' | 'until' | 'expiresAt'> & {
  /** Masked. */
  readonly patientName: string;
  readonly invitedBy: string;
};

/** What the caller is invited to, by the phone of their account. */
export const makeListInvitations =
  ({ invitedUnitOfWork, clock }: PatientDeps) =>
  (actor: Person): Promise<Result<readonly InvitationToMe[], never>> =>
    invitedUnitOfWork.run<readonly InvitationToMe[], never>(async (stores) => {
      const own = await stores.accounts.find(actor.accountId);
      if (!own) return ok([]);
      const seen: InvitationToMe[] = [];
      for (const invitation of await stores.invitations.toPhone(actor.tenantId, own.phone, clock.now())) {
        const { id, scope, until, expiresAt, patientId, invitedBy } = invitation;
        const patientName = maskName(await stores.register.name(patientId));
        const inviter = await stores.accounts.find(invitedBy);
        seen.push({ id, scope, until, expiresAt, patientName, invitedBy: inviter?.displayName ?? '' });
      }
      return ok(seen);
    });
