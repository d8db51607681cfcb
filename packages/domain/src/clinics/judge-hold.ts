import { type BookingLocked, checkNotLocked, type SeatSeeker } from '../appointments/index.js';
import type { PatientNotRealNamed } from '../orders/index.js';
import {
  authorize,
  type NotAllowed,
  type NotFound,
  partnerRelations,
  type Relation,
  standingRelations,
} from '../policy/index.js';
import type { ClinicSession, MemberLevel } from '../schedules/index.js';
import type { ActorRef, Caller } from '../shared/actor.js';
import type { Calendar } from '../shared/calendar.js';
import type { PersonId } from '../shared/ids.js';
import { err, ok, type Result } from '../shared/result.js';
import { familyRelations } from '../visits/index.js';
import type { ClinicPolicy } from './clinic-policy.js';
import { checkOnOffer, type NotOnOffer } from './session-offer.js';

/** Everything by which a wish for a seat is judged before seats are looked at. */
export type HoldCase = {
  readonly actor: Caller;
  readonly seeker: SeatSeeker | undefined;
  readonly session: ClinicSession;
  readonly cityCode: string;
  readonly level?: MemberLevel;
  readonly now: Date;
  /** Whether the patient has been at a hospital of the partner who asks; of nobody else. */
  readonly isKnown?: boolean;
  /** Whether the session is sold to members of a level, where that is known already. */
  readonly onOffer?: (level: MemberLevel | undefined) => Result<void, NotOnOffer>;
};

export type HoldNotPossible = NotFound | NotAllowed | PatientNotRealNamed | NotOnOffer | BookingLocked;

/** A partner books again for patients of its hospitals; families and dispatchers as they stand to the patient. */
const relationsTo = (
  { actor, session, cityCode, now, isKnown }: HoldCase,
  { patient }: SeatSeeker,
): ReadonlySet<Relation> => {
  if (actor.kind === 'partner') return new Set(isKnown ? partnerRelations(actor, session) : []);
  return new Set([...standingRelations(actor, cityCode), ...familyRelations(patient, actor.accountId, now)]);
};

/** H1 without the seats: who may book for whom, when, and whether the person is locked. */
export const judgeHold = (
  asked: HoldCase,
  policy: ClinicPolicy,
  calendar: Calendar,
): Result<{ readonly by: ActorRef; readonly personId: PersonId }, HoldNotPossible> => {
  const { actor, seeker, session, level, now, onOffer } = asked;
  const isOfTenant = seeker?.patient.tenantId === actor.tenantId && session.tenantId === actor.tenantId;
  if (!isOfTenant) return err({ type: 'NotFound' });
  const by = authorize('appointment.hold', actor, relationsTo(asked, seeker));
  if (!by.ok) return by;
  if (seeker.personId === undefined) return err({ type: 'PatientNotRealNamed' });
  const isSold = onOffer ? onOffer(level) : checkOnOffer(session, policy, now, calendar, level);
  if (!isSold.ok) return isSold;
  const free = checkNotLocked(seeker.noShowsAt, policy.appointments, now);
  return free.ok ? ok({ by: by.value, personId: seeker.personId }) : free;
};
