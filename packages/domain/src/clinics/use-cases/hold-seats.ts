import {
  type AppointmentOutcome,
  holdAppointment,
  holdEnd,
  type Seat,
  type SeatAnswer,
  type SeatRequest,
  type SeatSeeker,
} from '../../appointments/index.js';
import type { ClinicSession } from '../../schedules/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import type { KeyReused, Once } from '../../shared/idempotency.js';
import {
  type AccountId,
  type AppointmentId,
  type ClinicSessionId,
  idFrom,
  type PatientId,
} from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { onceIfKeyed } from '../../visits/index.js';
import { type AppointmentAnswer, answerOf } from '../appointment-answer.js';
import { type BookingTerms, bookingTerms, keptBy, noMember } from '../booking-terms.js';
import type { ClinicDeps } from '../deps.js';
import { type HoldNotPossible, judgeHold } from '../judge-hold.js';
import { noShowsSince } from '../no-shows-since.js';
import { sittingOf } from '../sitting-of.js';
import type { ClinicStores } from '../stores.js';
import { tellAppointments } from '../tell-appointments.js';

export type HoldSeat = {
  readonly sessionId: ClinicSessionId;
  readonly patientId: PatientId;
  /** Made and kept by the client before it sends; a repeated request is answered with the same appointment. */
  readonly idempotencyKey?: string;
};

/** The person has a seat of this session, or of this doctor on this day (H1). */
export type AlreadyBooked = { readonly type: 'AlreadyBooked' };
/** Every seat on sale was given to somebody else. */
export type NoSeatLeft = { readonly type: 'NoSeatLeft' };
/** H1: in so many departments a person may be on one day. */
export type TooManyDepartments = { readonly type: 'TooManyDepartments'; readonly limit: number };

/** H1: the person is with somebody else then, in whatever clinic and whoever booked it. */
export type VisitsOverlap = {
  readonly type: 'VisitsOverlap';
  readonly otherStartsAt: Date;
  readonly otherEndsAt: Date;
};

export type SeatRefused =
  | AlreadyBooked
  | VisitsOverlap
  | NoSeatLeft
  | TooManyDepartments
  | { readonly type: 'SessionNotOpen' };
export type HoldRefused = HoldNotPossible | SeatRefused | KeyReused;

/** A wish for a seat and who has it. */
export type SeatWish = { readonly actor: Person; readonly wanted: HoldSeat };

/** What the store said, as a person is told it. */
export const seatRefusal = (
  answer: Exclude<SeatAnswer, { readonly kind: 'seat' }>,
  departmentsPerDay: number,
): SeatRefused => {
  switch (answer.kind) {
    case 'overlaps': {
      const { startsAt, endsAt } = answer.during;
      return { type: 'VisitsOverlap', otherStartsAt: startsAt, otherEndsAt: endsAt };
    }
    case 'already-booked':
      return { type: 'AlreadyBooked' };
    case 'too-many-departments':
      return { type: 'TooManyDepartments', limit: departmentsPerDay };
    case 'full':
      return { type: 'NoSeatLeft' };
    case 'not-open':
      return { type: 'SessionNotOpen' };
  }
};

type Answer = Result<AppointmentAnswer, HoldRefused>;
/** A wish with its place in the batch and the id that its appointment will have. */
type Placed = SeatWish & {
  readonly index: number;
  readonly appointmentId: AppointmentId;
  readonly once: Once | undefined;
};
type Accepted = Pick<Placed, 'index'> & { readonly by: ActorRef; readonly request: SeatRequest };

const onceOf = ({ actor, wanted }: SeatWish): Once | undefined => {
  const { idempotencyKey, ...request } = wanted;
  return onceIfKeyed(actor, 'appointment.hold', idempotencyKey, request).once;
};

/** What a key is kept with: enough to find what came of its request. */
type Kept = { readonly appointmentId: AppointmentId };

/** Claims the keys of those that have one; answers those whose request came before with what came of it. */
const claimKeys = async (
  { idempotency, appointments }: ClinicStores,
  wishes: readonly Placed[],
  now: Date,
): Promise<ReadonlyMap<number, Answer>> => {
  const keyed = wishes.flatMap(({ once, appointmentId, index }) =>
    once ? [{ index, once, answer: { appointmentId } satisfies Kept }] : [],
  );
  const claims = await idempotency.claimAll(keyed, now);
  const answers = new Map<number, Answer>();
  for (const [place, { index }] of keyed.entries()) {
    const claim = claims[place];
    if (claim === undefined) throw new Error('every claim is answered');
    if (!claim.ok) answers.set(index, claim);
    else if (claim.value) {
      const earlier = await appointments.find((claim.value.answer as Kept).appointmentId);
      answers.set(index, earlier ? ok(answerOf(earlier)) : err({ type: 'NotFound' }));
    }
  }
  return answers;
};

/** The session that is wanted, and where it is. */
type Wanted = {
  readonly session: ClinicSession;
  readonly cityCode: string;
  readonly terms: ReadonlyMap<AccountId, BookingTerms>;
  readonly now: Date;
};

/** Each wish by itself, before anybody looks at seats. */
const judgeAll = (
  { policy, calendar }: ClinicDeps,
  found: ReadonlyMap<PatientId, SeatSeeker>,
  { session, cityCode, terms, now }: Wanted,
  wishes: readonly Placed[],
): { readonly accepted: readonly Accepted[]; readonly refused: ReadonlyMap<number, Answer> } => {
  const heldUntil = holdEnd(now, policy.appointments, false);
  const accepted: Accepted[] = [];
  const refused = new Map<number, Answer>();
  for (const { index, actor, wanted, appointmentId } of wishes) {
    const { patientId } = wanted;
    const own = terms.get(actor.accountId) ?? noMember;
    const seeker = found.get(patientId);
    const may = judgeHold({ actor, seeker, session, cityCode, now, ...own }, policy, calendar);
    if (may.ok) {
      const { by, personId } = may.value;
      const bookedBy = actor.accountId;
      const { membership: _, ...order } = own;
      const kept = keptBy(by, own);
      const request = { appointmentId, patientId, personId, bookedBy, heldUntil, ...order, ...kept };
      accepted.push({ index, by, request });
    } else refused.set(index, may);
  }
  return { accepted, refused };
};

/** Where the session is: asked for staff alone, whose roles may be limited to a city. */
const cityOf = async (
  { catalogue }: ClinicStores,
  { hospitalId }: ClinicSession,
  wishes: readonly SeatWish[],
): Promise<string> => {
  if (wishes.every(({ actor }) => actor.staffRoles.length === 0)) return '';
  return (await catalogue.hospital(hospitalId))?.cityCode ?? '';
};

const heldBy = (
  session: ClinicSession,
  { request, by }: Accepted,
  seat: Seat,
  now: Date,
): AppointmentOutcome => {
  const { appointmentId: id, heldUntil, patientId, personId, bookedBy } = request;
  const who = { patientId, personId, bookedBy, ...keptBy(by, request) };
  const wanted = { id, sitting: sittingOf(session), ...who };
  const held = holdAppointment(wanted, seat, heldUntil, { now, by });
  if (!held.ok) throw new Error(`the policy table lets ${by.as} hold a seat, the machine does not`);
  return held.value;
};

/** Takes the seats, and tells of those that were given. */
const takeSeats = async (
  stores: ClinicStores,
  { session, now }: Wanted,
  wanting: readonly Accepted[],
  departmentsPerDay: number,
): Promise<ReadonlyMap<number, Answer>> => {
  const requests = wanting.map(({ request }) => request);
  const seats = await stores.seats.take({ sessionId: session.id, requests, now, departmentsPerDay });
  const answers = new Map<number, Answer>();
  const outcomes: AppointmentOutcome[] = [];
  for (const [place, one] of wanting.entries()) {
    const seat = seats[place];
    if (seat === undefined) throw new Error('every wish is answered');
    if (seat.kind === 'seat') {
      const outcome = heldBy(session, one, seat.seat, now);
      outcomes.push(outcome);
      answers.set(one.index, ok(answerOf(outcome.appointment)));
    } else answers.set(one.index, err(seatRefusal(seat, departmentsPerDay)));
  }
  await tellAppointments(stores, 'appointment.hold', outcomes);
  return answers;
};

/**
 * H1 锁号 for everybody who wants a seat of one session at this moment, in one transaction: keys claimed, wishes judged one
 * by one, seats taken by one statement, and history, outbox and audit written for all. Each gets an answer of their own, in
 * the order of the wishes, of which no two carry the same key (C18, C33, BK1). A failed transaction throws and keeps nothing.
 */
export const makeHoldSeats =
  (deps: ClinicDeps) =>
  async (sessionId: ClinicSessionId, wishes: readonly SeatWish[]): Promise<readonly Answer[]> => {
    const placed = wishes.map((wish, index): Placed => {
      const appointmentId = idFrom<AppointmentId>(deps.ids.next());
      return { ...wish, index, appointmentId, once: onceOf(wish) };
    });
    const done = await deps.platformUnitOfWork.run<readonly Answer[], never>(async (stores) => {
      const now = deps.clock.now();
      const patientIds = [...new Set(wishes.map(({ wanted }) => wanted.patientId))];
      const accountIds = [...new Set(wishes.map(({ actor }) => actor.accountId))];
      const [session, repeated, seekers, terms] = await Promise.all([
        stores.sessions.find(sessionId),
        claimKeys(stores, placed, now),
        stores.seekers.find(patientIds, noShowsSince(now, deps.policy)),
        bookingTerms(stores, accountIds, now),
      ]);
      const fresh = placed.filter(({ index }) => !repeated.has(index));
      const judgeAndTake = async (found: ClinicSession) => {
        const wanted = { session: found, cityCode: await cityOf(stores, found, wishes), terms, now };
        const { accepted, refused } = judgeAll(deps, seekers, wanted, fresh);
        const { departmentsPerDay } = deps.policy.appointments;
        return [...refused, ...(await takeSeats(stores, wanted, accepted, departmentsPerDay))];
      };
      const answers = new Map([...repeated, ...(session ? await judgeAndTake(session) : [])]);
      const answerTo = (index: number): Answer => answers.get(index) ?? err({ type: 'NotFound' });
      await stores.idempotency.release(
        fresh.flatMap(({ index, once }) => (once && !answerTo(index).ok ? [once] : [])),
      );
      return ok(placed.map(({ index }) => answerTo(index)));
    });
    if (!done.ok) throw new Error('a batch is never refused as a whole');
    return done.value;
  };
