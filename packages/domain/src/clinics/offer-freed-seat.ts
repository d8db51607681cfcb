import {
  checkNotLocked,
  holdAppointment,
  type SeatForWaitlist,
  type SeatSeeker,
} from '../appointments/index.js';
import { hasGrant } from '../patients/index.js';
import type { ClinicSession } from '../schedules/index.js';
import { type AppointmentId, idFrom } from '../shared/ids.js';
import { done, ok, type Result } from '../shared/result.js';
import {
  type InLine,
  nextInLine,
  offerEnd,
  offerSeat,
  type StaleEntry,
  type Turn,
  turnAfter,
  type WaitlistEntry,
} from '../waitlist/index.js';
import { type BookingTerms, bookingTerms, keptBy, noMember } from './booking-terms.js';
import type { ClinicDeps } from './deps.js';
import { noShowsSince } from './no-shows-since.js';
import { checkOnOffer } from './session-offer.js';
import { sittingOf } from './sitting-of.js';
import type { ClinicStores } from './stores.js';
import { tellAppointments } from './tell-appointments.js';
import { tellWaitlist } from './tell-waitlist.js';

/** H1 for somebody who joined before: still the same person, still kept by who joined, and not locked. */
const mayHave = (
  entry: WaitlistEntry,
  seeker: SeatSeeker | undefined,
  { appointments }: ClinicDeps['policy'],
  now: Date,
): boolean =>
  seeker !== undefined &&
  seeker.personId === entry.personId &&
  seeker.patient.tenantId === entry.target.tenantId &&
  (entry.joinedAs === 'D' || hasGrant(seeker.patient, entry.joinedBy, 'book', now)) &&
  checkNotLocked(seeker.noShowsAt, appointments, now).ok;

/** Somebody in the line, with the membership that their appointment would keep. */
type Waiting = InLine & Pick<BookingTerms, 'membership'>;

/**
 * Everybody who waited for a seat of the session when it was freed, in the order of the line. A dispatcher who joined for
 * somebody lends them no membership.
 */
const lineFor = async (
  stores: ClinicStores,
  { id }: ClinicSession,
  freedAt: Date,
  now: Date,
): Promise<readonly Waiting[]> => {
  const entries = await stores.waitlist.waitingFor(id, freedAt);
  const terms = await bookingTerms(stores, [...new Set(entries.map(({ joinedBy }) => joinedBy))], now);
  return entries.map((entry) => {
    const own = (entry.joinedAs === 'U' && terms.get(entry.joinedBy)) || noMember;
    return { entry, isMember: own.priority > 0, ...keptBy({ as: entry.joinedAs }, own) };
  });
};

/** Holds the freed seat for one entry, or answers that they cannot have it. */
const offerTo = async (
  { policy, calendar, ids }: ClinicDeps,
  stores: ClinicStores,
  {
    session,
    seat,
    now,
  }: { readonly session: ClinicSession; readonly seat: SeatForWaitlist; readonly now: Date },
  {
    entry,
    isOutOfTurn,
    membership,
  }: Pick<Waiting, 'entry' | 'membership'> & { readonly isOutOfTurn: boolean },
  turn: Turn,
): Promise<Result<boolean, StaleEntry>> => {
  const { patientId, personId, joinedBy: bookedBy } = entry;
  const seeker = (await stores.seekers.find([patientId], noShowsSince(now, policy))).get(patientId);
  if (!mayHave(entry, seeker, policy, now)) return ok(false);
  const appointmentId = idFrom<AppointmentId>(ids.next());
  const visitStartsAt = session.during.startsAt;
  const offeredUntil = offerEnd(
    { offeredAt: now, visitStartsAt, zone: session.zone },
    policy.waitlist,
    calendar,
  );
  const who = { patientId, personId, bookedBy, ...(membership ? { membership } : {}) };
  const request = { appointmentId, ...who, heldUntil: offeredUntil, priority: 0 };
  const { departmentsPerDay } = policy.appointments;
  const answer = await stores.seats.takeFreed(seat, request, { now, departmentsPerDay });
  if (answer.kind !== 'seat') return ok(false);
  const act = { now, by: { as: 'SYS' } } as const;
  const wanted = { id: appointmentId, sitting: sittingOf(session), ...who };
  const held = holdAppointment(wanted, answer.seat, offeredUntil, act);
  const offered = offerSeat(entry, { appointmentId, offeredUntil }, act);
  if (!held.ok || !offered.ok) throw new Error('the machines do not let the system offer a seat');
  const saved = await stores.waitlist.update(offered.value.entry, entry.version);
  if (!saved.ok) return saved;
  const { departmentId } = session;
  const counted = turnAfter(turn, { isOutOfTurn });
  await stores.waitlist.recordOffer({
    ...{ departmentId, entryId: entry.id, appointmentId, isOutOfTurn, at: now },
    turn: counted,
  });
  await tellAppointments(stores, 'waitlist.offer', [held.value]);
  await tellWaitlist(stores, 'waitlist.offer', offered.value);
  return ok(true);
};

/**
 * L2: offers a freed seat to whose turn it is, and to the next in line where somebody cannot have it; nobody else chooses for
 * the department meanwhile. A seat that nobody can have, or that is sold no more, goes on to its sale. Refused with
 * `StaleVersion` when whoever was next leaves in this very moment: the seat waits for another try.
 */
export const offerFreedSeat = async (
  deps: ClinicDeps,
  stores: ClinicStores,
  seat: SeatForWaitlist,
): Promise<Result<void, StaleEntry>> => {
  const now = deps.clock.now();
  const session = await stores.sessions.find(seat.sessionId);
  if (!session) throw new Error(`a seat was freed of session ${seat.sessionId}, which is not there`);
  const turn = await stores.waitlist.turnOf(session.departmentId);
  const isOnOffer = checkOnOffer(session, deps.policy, now, deps.calendar).ok;
  let line = isOnOffer ? await lineFor(stores, session, seat.freedAt, now) : [];
  for (;;) {
    const next = nextInLine(line, turn, deps.policy.waitlist);
    if (!next) {
      await stores.returns.passOn(seat);
      return done;
    }
    const kept = line.find(({ entry }) => entry.id === next.entry.id);
    const offered = await offerTo(deps, stores, { session, seat, now }, { ...kept, ...next }, turn);
    if (!offered.ok) return offered;
    if (offered.value) return done;
    line = line.filter(({ entry }) => entry.id !== next.entry.id);
  }
};
