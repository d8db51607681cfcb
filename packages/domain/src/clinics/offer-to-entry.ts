import {
  type BookingLocked,
  checkNotLocked,
  type FreedSeat,
  holdAppointment,
  type SeatAnswer,
  type SeatSeeker,
} from '../appointments/index.js';
import { hasGrant } from '../patients/index.js';
import type { OperationId } from '../policy/index.js';
import type { ClinicSession } from '../schedules/index.js';
import type { Act } from '../shared/act.js';
import { type AppointmentId, idFrom } from '../shared/ids.js';
import { ok, type Result } from '../shared/result.js';
import {
  type NotWhoJoined,
  offerEnd,
  offerSeat,
  type StaleEntry,
  type Turn,
  turnAfter,
  type WaitlistEntry,
} from '../waitlist/index.js';
import { bookingTerms, keptBy, noMember } from './booking-terms.js';
import type { ClinicPolicy } from './clinic-policy.js';
import type { ClinicDeps } from './deps.js';
import { noShowsSince } from './no-shows-since.js';
import { sittingOf } from './sitting-of.js';
import type { ClinicStores } from './stores.js';
import { tellAppointments } from './tell-appointments.js';
import { tellWaitlist } from './tell-waitlist.js';

/** Whom an entry is for, as H1 asks about them. */
export const seekerOf = async (
  { seekers }: Pick<ClinicStores, 'seekers'>,
  { patientId }: WaitlistEntry,
  now: Date,
): Promise<SeatSeeker | undefined> => (await seekers.find([patientId], noShowsSince(now))).get(patientId);

/** H1 for somebody who joined before: why they may not have a seat now, unless they may. */
export const whyNot = (
  entry: WaitlistEntry,
  seeker: SeatSeeker | undefined,
  { appointments }: ClinicPolicy,
  now: Date,
): NotWhoJoined | BookingLocked | undefined => {
  const isWhoJoined =
    seeker !== undefined &&
    seeker.personId === entry.personId &&
    seeker.patient.tenantId === entry.target.tenantId &&
    (entry.joinedAs === 'D' || hasGrant(seeker.patient, entry.joinedBy, 'book', now));
  if (!isWhoJoined) return { type: 'NotWhoJoined' };
  const unlocked = checkNotLocked(seeker.noShowsAt, appointments, now);
  return unlocked.ok ? undefined : unlocked.error;
};

/** A freed seat for one entry: in turn or not, by the system or by a dispatcher. */
export type OfferToEntry = {
  readonly operation: OperationId;
  readonly session: ClinicSession;
  readonly seat: FreedSeat;
  readonly entry: WaitlistEntry;
  readonly turn: Turn;
  readonly isOutOfTurn: boolean;
  /** The version in force. */
  readonly policy: ClinicPolicy;
  readonly act: Act;
};

/** The entry with its offer, or why the seat is not theirs. */
export type EntryOffered =
  | { readonly kind: 'offered'; readonly entry: WaitlistEntry }
  | Exclude<SeatAnswer, { readonly kind: 'seat' }>;

/**
 * L2: holds the freed seat for the entry until the offer ends, counts it among the department's, and tells of it. Whoever may
 * not have the seat leaves it as it was.
 */
export const offerToEntry = async (
  { calendar, ids }: Pick<ClinicDeps, 'calendar' | 'ids'>,
  stores: ClinicStores,
  { operation, session, seat, entry, turn, isOutOfTurn, policy, act }: OfferToEntry,
): Promise<Result<EntryOffered, StaleEntry>> => {
  const { now } = act;
  const { patientId, personId, joinedBy: bookedBy } = entry;
  const { zone, departmentId } = session;
  const appointmentId = idFrom<AppointmentId>(ids.next());
  const offeredAt = { offeredAt: now, visitStartsAt: session.during.startsAt, zone };
  const offeredUntil = offerEnd(offeredAt, policy.waitlist, calendar);
  const own = (await bookingTerms(stores, [bookedBy], now)).get(bookedBy) ?? noMember;
  const who = { patientId, personId, bookedBy, ...keptBy({ as: entry.joinedAs }, own) };
  const request = { appointmentId, ...who, heldUntil: offeredUntil, priority: 0 };
  const { departmentsPerDay } = policy.appointments;
  const answer = await stores.seats.takeFreed(seat, request, { now, departmentsPerDay });
  if (answer.kind !== 'seat') return ok(answer);
  const wanted = {
    ...{ id: appointmentId, sitting: sittingOf(session), policyVersion: policy.version },
    ...who,
  };
  const held = holdAppointment(wanted, answer.seat, offeredUntil, act);
  const offered = offerSeat(entry, { appointmentId, offeredUntil }, act);
  if (!held.ok || !offered.ok) throw new Error('the machines do not let this seat be offered');
  const saved = await stores.waitlist.update(offered.value.entry, entry.version);
  if (!saved.ok) return saved;
  const counted = turnAfter(turn, { isOutOfTurn });
  await stores.waitlist.recordOffer({
    ...{ departmentId, entryId: entry.id, appointmentId, isOutOfTurn, at: now },
    turn: counted,
  });
  await tellAppointments(stores, operation, [held.value]);
  await tellWaitlist(stores, operation, offered.value);
  return ok({ kind: 'offered', entry: offered.value.entry });
};
