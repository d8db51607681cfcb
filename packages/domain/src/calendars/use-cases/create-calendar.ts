import { byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import type { Denied, OperationId } from '../../policy/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import { type CalendarLinkId, type DoctorId, idFrom } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { type CalendarLifeUnfit, type CalendarOwner, calendarToken, linkEnd } from '../calendar-link.js';
import type { CalendarStores } from '../ports.js';
import type { CalendarDeps } from './deps.js';
import { permitDoctor, permitOwn } from './permit-owner.js';

/** The only time that the token is told. */
export type CreatedCalendar = {
  readonly calendarId: CalendarLinkId;
  readonly token: string;
  readonly expiresAt: Date;
};

type Refused = Denied | CalendarLifeUnfit;
type Permit = (
  stores: CalendarStores,
) => Promise<Result<{ readonly owner: CalendarOwner; readonly by: ActorRef }, Denied>>;

const create = (
  deps: CalendarDeps,
  asked: {
    readonly operation: OperationId;
    readonly actor: Person;
    readonly origin: Origin;
    readonly days: number;
  },
  permit: Permit,
): Promise<Result<CreatedCalendar, Refused>> => {
  const { operation, actor, origin, days } = asked;
  const calendarId = idFrom<CalendarLinkId>(deps.ids.next());
  const audited = byPerson(operation, actor, origin, { kind: 'calendar', id: calendarId });
  return recordRefusal<Result<CreatedCalendar, Refused>>(deps, audited, () =>
    deps.unitOfWork.run<CreatedCalendar, Refused>(async (stores) => {
      const now = deps.clock.now();
      const permitted = await permit(stores);
      if (!permitted.ok) return permitted;
      const expiresAt = linkEnd(days, now);
      if (!expiresAt.ok) return expiresAt;
      const token = calendarToken(deps.secrets.keySecret());
      const { owner, by } = permitted.value;
      await stores.calendarLinks.replace({
        id: calendarId,
        tenantId: actor.tenantId,
        owner,
        hash: deps.secrets.tokenHash(token),
        createdAt: now,
        createdBy: actor.accountId,
        expiresAt: expiresAt.value,
      });
      await recordDone(stores, { ...audited, actor: by }, now, { ...owner, days });
      return ok({ calendarId, token, expiresAt: expiresAt.value });
    }),
  );
};

/** Gives an escort a link to her own calendar, for a year at most; the one that she has ends with it. */
export const makeCreateOwnCalendar =
  (deps: CalendarDeps) =>
  (actor: Person, origin: Origin, { days }: { readonly days: number }) => {
    const operation = 'calendar.create-own';
    return create(deps, { operation, actor, origin, days }, async () => permitOwn(operation, actor));
  };

/** Gives the desk a link to the calendar of a doctor, for a year at most; the one that there is ends with it. */
export const makeCreateCalendar =
  (deps: CalendarDeps) =>
  (
    actor: Person,
    origin: Origin,
    { doctorId, days }: { readonly doctorId: DoctorId; readonly days: number },
  ) => {
    const operation = 'calendar.create';
    return create(deps, { operation, actor, origin, days }, (stores) =>
      permitDoctor(stores, operation, actor, doctorId),
    );
  };
