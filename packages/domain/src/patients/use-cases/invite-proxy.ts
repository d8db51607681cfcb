import { byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { NotAllowed, NotFound } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import { type InvitationId, idFrom, type PatientId } from '../../shared/ids.js';
import { type NotAPhoneNumber, parsePhoneNumber } from '../../shared/phone-number.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { EmptyTimeRange } from '../../shared/time-range.js';
import {
  MOST_INVITATIONS,
  newInvitation,
  type ProxyScope,
  type ProxyTooLong,
  type TooManyInvitations,
} from '../invitation.js';
import type { PatientDeps } from './deps.js';
import { permitLocked } from './permit.js';

export type InviteProxy = {
  readonly patientId: PatientId;
  /** As somebody wrote it. */
  readonly phone: string;
  readonly scope: ProxyScope;
  readonly until: Date;
};
export type Invited = { readonly invitationId: InvitationId; readonly expiresAt: Date };

type Refused = NotFound | NotAllowed | NotAPhoneNumber | EmptyTimeRange | ProxyTooLong | TooManyInvitations;

/**
 * Invites the owner of a phone to see a patient, or to book for them, until a time (E4). Nobody is looked up: a number that
 * is known here and one that is not are the same to the caller. A second invitation to a number replaces the first.
 */
export const makeInviteProxy =
  (deps: PatientDeps) =>
  (actor: Person, origin: Origin, command: InviteProxy): Promise<Result<Invited, Refused>> => {
    const { patientId } = command;
    const audited = byPerson('proxy.invite', actor, origin, { kind: 'patient', id: patientId });
    return recordRefusal(deps, audited, () =>
      deps.unitOfWork.run<Invited, Refused>(async (stores) => {
        const now = deps.clock.now();
        const permitted = await permitLocked(stores, 'proxy.invite', actor, patientId, now);
        if (!permitted.ok) return permitted;
        const phone = parsePhoneNumber(command.phone);
        if (!phone.ok) return phone;
        const id = idFrom<InvitationId>(deps.ids.next());
        const { tenantId, accountId: invitedBy } = actor;
        const made = newInvitation({ id, tenantId, invitedBy, ...command, phone: phone.value }, now);
        if (!made.ok) return made;
        const open = await stores.invitations.ofPatient(patientId, now);
        const before = open.filter((one) => one.phone === phone.value);
        if (open.length - before.length >= MOST_INVITATIONS)
          return err({ type: 'TooManyInvitations', most: MOST_INVITATIONS });
        for (const one of before) await stores.invitations.remove(one.id);
        await stores.invitations.insert(made.value);
        await recordDone(stores, audited, now, { invitationId: id, scope: command.scope });
        return ok({ invitationId: id, expiresAt: made.value.expiresAt });
      }),
    );
  };
