import type { Audited } from '../../accounts/index.js';
import { byOwner, byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import type { DoctorId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { CalendarOwner } from '../calendar-link.js';
import type { CalendarStores } from '../ports.js';
import type { CalendarDeps } from './deps.js';
import { permitDoctor, permitOwn } from './permit-owner.js';

/** Whether there was a link to end. */
export type RevokedCalendar = { readonly isRevoked: boolean };

const revoke = (
  deps: CalendarDeps,
  audited: Audited,
  permit: (
    stores: CalendarStores,
  ) => Promise<Result<{ readonly owner: CalendarOwner; readonly by: ActorRef }, Denied>>,
): Promise<Result<RevokedCalendar, Denied>> =>
  recordRefusal<Result<RevokedCalendar, Denied>>(deps, audited, () =>
    deps.unitOfWork.run<RevokedCalendar, Denied>(async (stores) => {
      const now = deps.clock.now();
      const permitted = await permit(stores);
      if (!permitted.ok) return permitted;
      const { owner, by } = permitted.value;
      const isRevoked = await stores.calendarLinks.revoke(owner, now);
      await recordDone(stores, { ...audited, actor: by }, now, { ...owner, isRevoked });
      return ok({ isRevoked });
    }),
  );

/** Ends the link to an escort's own calendar at once; to end it again changes nothing. */
export const makeRevokeOwnCalendar = (deps: CalendarDeps) => (actor: Person, origin: Origin) => {
  const operation = 'calendar.revoke-own';
  return revoke(deps, byOwner(operation, actor, origin), async () => permitOwn(operation, actor));
};

/** Ends the link to the calendar of a doctor at once; to end it again changes nothing. */
export const makeRevokeCalendar =
  (deps: CalendarDeps) =>
  (actor: Person, origin: Origin, { doctorId }: { readonly doctorId: DoctorId }) => {
    const operation = 'calendar.revoke';
    return revoke(deps, byPerson(operation, actor, origin, { kind: 'doctor', id: doctorId }), (stores) =>
      permitDoctor(stores, operation, actor, doctorId),
    );
  };
