import { type AppointmentBirth, holdBirth, holdEnd, type SeatAnswer } from '../../appointments/index.js';
import type { MembershipPolicies, MembershipPolicy } from '../../membership/index.js';
import { isAudited } from '../../policy/index.js';
import type { ClinicSession, MemberLevel } from '../../schedules/index.js';
import type { ActorRef, Caller } from '../../shared/actor.js';
import type { KeyReused, Once } from '../../shared/idempotency.js';
import {
  type AccountId,
  type AppointmentId,
  type ClinicSessionId,
  idFrom,
  type PatientId,
} from '../../shared/ids.js';
import { policyAt } from '../../shared/publishing.js';
import { err, ok, type Result } from '../../shared/result.js';
import { onceIfKeyed } from '../../visits/index.js';
import { type AppointmentAnswer, answerOf } from '../appointment-answer.js';
import { type BookingTerms, bookingTerms, keptBy, noMember } from '../booking-terms.js';
import type { ClinicPolicy } from '../clinic-policy.js';
import type { ClinicDeps } from '../deps.js';
import type { HoldAnswer, HoldBatch, HoldSight, HoldWish } from '../hold-desk.js';
import { type HoldNotPossible, judgeHold } from '../judge-hold.js';
import { type KnownTo, knownToPartners } from '../known-to-partners.js';
import { noShowsSince } from '../no-shows-since.js';
import { checkOnOffer, type NotOnOffer } from '../session-offer.js';
import { sittingOf } from '../sitting-of.js';
import { auditEntryOf, tidingsOf } from '../tell-appointments.js';

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

/** H1: the person is with somebody else then, in whatever clinic and whoever booked it. Partners are not told when: it may be elsewhere (AZ8). */
export type VisitsOverlap = {
  readonly type: 'VisitsOverlap';
  readonly otherStartsAt?: Date;
  readonly otherEndsAt?: Date;
};

export type SeatRefused =
  | AlreadyBooked
  | VisitsOverlap
  | NoSeatLeft
  | TooManyDepartments
  | { readonly type: 'SessionNotOpen' };
export type HoldRefused = HoldNotPossible | SeatRefused | KeyReused;

/** A wish for a seat and who has it. */
export type SeatWish = { readonly actor: Caller; readonly wanted: HoldSeat };

/** What the store said, as whoever asked is told it. */
export const seatRefusal = (
  as: ActorRef['as'] | undefined,
  answer: Exclude<SeatAnswer, { readonly kind: 'seat' }>,
  departmentsPerDay: number,
): SeatRefused => {
  switch (answer.kind) {
    case 'overlaps': {
      if (as === 'C') return { type: 'VisitsOverlap' };
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

const OPERATION = 'appointment.hold';

const onceOf = ({ actor, wanted }: SeatWish): Once | undefined => {
  const { idempotencyKey, ...request } = wanted;
  return onceIfKeyed(actor, OPERATION, idempotencyKey, request).once;
};

/** Everything that is known before anybody is judged. */
type Known = HoldSight & {
  readonly knownTo: KnownTo;
  readonly terms: ReadonlyMap<AccountId, BookingTerms>;
  /** In force at `now`. */
  readonly policy: ClinicPolicy;
  readonly now: Date;
  /** Asked once for each level, not for each wish. */
  readonly onOffer: (level: MemberLevel | undefined) => Result<void, NotOnOffer>;
};

/** Published versions never change, so each is read once. */
const readOnce = ({ platformUnitOfWork }: ClinicDeps): Pick<MembershipPolicies, 'version'> => {
  const known = new Map<number, MembershipPolicy>();
  return {
    async version(wanted) {
      const found = known.get(wanted);
      if (found) return found;
      const read = await platformUnitOfWork.run<MembershipPolicy, never>(async ({ membershipPolicies }) =>
        ok(await membershipPolicies.version(wanted)),
      );
      if (!read.ok) throw new Error('a look is never refused');
      known.set(wanted, read.value);
      return read.value;
    },
  };
};

const onOfferAt = (
  { calendar }: ClinicDeps,
  session: ClinicSession,
  policy: ClinicPolicy,
  now: Date,
): Known['onOffer'] => {
  const known = new Map<MemberLevel | undefined, Result<void, NotOnOffer>>();
  return (level) => {
    const answer = known.get(level) ?? checkOnOffer(session, policy, now, calendar, level);
    known.set(level, answer);
    return answer;
  };
};

/** What all wishes are judged by; nothing where there is no such session. */
const lookAt = async (
  deps: ClinicDeps,
  membershipPolicies: Pick<MembershipPolicies, 'version'>,
  sessionId: ClinicSessionId,
  wishes: readonly SeatWish[],
): Promise<Known | undefined> => {
  const now = deps.clock.now();
  const accountIds = [...new Set(wishes.map(({ actor }) => actor.accountId))];
  const [knownTo, sight] = await Promise.all([
    knownToPartners(deps.holdDesk, sessionId, wishes),
    deps.holdDesk.look({
      sessionId,
      patientIds: [...new Set(wishes.map(({ wanted }) => wanted.patientId))],
      accountIds,
      noShowsSince: noShowsSince(now),
    }),
  ]);
  if (!sight) return undefined;
  const members = { findAll: async () => sight.members };
  const terms = await bookingTerms({ members, membershipPolicies }, accountIds, now);
  const policy = policyAt(sight.policies, now);
  const onOffer = onOfferAt(deps, sight.session, policy, now);
  return { ...sight, knownTo, terms, policy, now, onOffer };
};

const birthFor = (by: ActorRef, now: Date): AppointmentBirth => {
  const birth = holdBirth({ now, by });
  if (!birth.ok) throw new Error(`the policy table lets ${by.as} hold a seat, the machine does not`);
  return birth.value;
};

/** A wish with how it was judged, by itself, before anybody looks at seats. */
type Judged = { readonly wish: HoldWish; readonly refusal: Answer | undefined };

const judge = (
  { ids, calendar }: ClinicDeps,
  { session, cityCode, seekers, knownTo, terms, policy, now, onOffer }: Known,
  wish: SeatWish,
): Judged => {
  const { actor, wanted } = wish;
  const { patientId } = wanted;
  const appointmentId = idFrom<AppointmentId>(ids.next());
  const known = knownTo(actor);
  // Also where another key of the partner has asked for it with the same key of the request: a session elsewhere is not there.
  if (!known)
    return { wish: { appointmentId, bookedBy: actor.accountId }, refusal: err({ type: 'NotFound' }) };
  const isKnown = known.has(patientId);
  const once = onceOf(wish);
  const plain = { appointmentId, bookedBy: actor.accountId, ...(once ? { once } : {}) };
  const own = terms.get(actor.accountId) ?? noMember;
  const asked = { actor, seeker: seekers.get(patientId), session, cityCode, now, isKnown, onOffer, ...own };
  const may = judgeHold(asked, policy, calendar);
  if (!may.ok) return { wish: plain, refusal: may };
  const { by, personId } = may.value;
  const event = { ...birthFor(by, now), appointmentId, by };
  const audit = isAudited(OPERATION, by.as)
    ? { audit: auditEntryOf(OPERATION, event, sittingOf(session)) }
    : {};
  const { membership: _, ...order } = own;
  const accepted = { patientId, personId, by, ...order, ...keptBy(by, own), ...audit };
  return { wish: { ...plain, accepted }, refusal: undefined };
};

const batchOf = ({ session, policy, now, firstTicket }: Known, wishes: readonly HoldWish[]): HoldBatch => {
  const birth = birthFor({ as: 'U' }, now);
  return {
    sessionId: session.id,
    wishes,
    now,
    heldUntil: holdEnd(now, policy.appointments, false),
    ...(firstTicket === undefined ? {} : { firstTicket }),
    departmentsPerDay: policy.appointments.departmentsPerDay,
    operation: OPERATION,
    birth,
    tidings: tidingsOf(birth, sittingOf(session)),
  };
};

/** What came of the requests whose keys came before. */
const earlierAnswers = async (
  { platformUnitOfWork }: ClinicDeps,
  ids: readonly AppointmentId[],
): Promise<ReadonlyMap<AppointmentId, AppointmentAnswer>> => {
  const answers = new Map<AppointmentId, AppointmentAnswer>();
  if (ids.length === 0) return answers;
  await platformUnitOfWork.run<void, never>(async ({ appointments }) => {
    for (const id of ids) {
      const earlier = await appointments.find(id);
      if (earlier) answers.set(id, answerOf(earlier));
    }
    return ok(undefined);
  });
  return answers;
};

const told = (
  answer: HoldAnswer,
  { wish, refusal = err({ type: 'NotFound' }) }: Judged,
  { sessionId, heldUntil, birth, departmentsPerDay }: HoldBatch,
  earlier: ReadonlyMap<AppointmentId, AppointmentAnswer>,
): Answer => {
  switch (answer.kind) {
    case 'seat': {
      const { to: status, version } = birth;
      return ok({
        appointmentId: wish.appointmentId,
        sessionId,
        status,
        seat: answer.seat,
        version,
        heldUntil,
      });
    }
    case 'repeated': {
      const found = earlier.get(answer.appointmentId);
      return found ? ok(found) : err({ type: 'NotFound' });
    }
    case 'key-reused':
      return err({ type: 'KeyReused', key: wish.once?.key ?? '' });
    case 'passed':
      return refusal;
    default:
      return err(seatRefusal(wish.accepted?.by.as, answer, departmentsPerDay));
  }
};

/** The desk's answers in the order of the wishes; those who are refused and carry no key do not come before it. */
const askDesk = async ({ holdDesk }: ClinicDeps, batch: HoldBatch): Promise<readonly HoldAnswer[]> => {
  const comes = ({ accepted, once }: HoldWish) => accepted !== undefined || once !== undefined;
  const wishes = batch.wishes.filter(comes);
  const answers = wishes.length === 0 ? [] : [...(await holdDesk.hold({ ...batch, wishes }))];
  return batch.wishes.map((wish): HoldAnswer => {
    if (!comes(wish)) return { kind: 'passed' };
    const answer = answers.shift();
    if (answer === undefined) throw new Error('every wish is answered');
    return answer;
  });
};

/**
 * H1 锁号 for everybody who wants a seat of one session at this moment: one look at what they are judged by, a judgement of each
 * by itself, and one step of the desk, which commits by itself. Each gets an answer of their own, in the order of the wishes, of
 * which no two carry the same key (C18, C33, BK1). A failed step throws and keeps nothing.
 */
export const makeHoldSeats = (deps: ClinicDeps) => {
  const policies = readOnce(deps);
  return async (sessionId: ClinicSessionId, wishes: readonly SeatWish[]): Promise<readonly Answer[]> => {
    const known = await lookAt(deps, policies, sessionId, wishes);
    if (!known) return wishes.map(() => err({ type: 'NotFound' }));
    const judged = wishes.map((wish) => judge(deps, known, wish));
    const batch = batchOf(
      known,
      judged.map(({ wish }) => wish),
    );
    const answers = await askDesk(deps, batch);
    const repeated = answers.flatMap((one) => (one.kind === 'repeated' ? [one.appointmentId] : []));
    const earlier = await earlierAnswers(deps, repeated);
    return judged.map((one, index) => told(answers[index] ?? { kind: 'passed' }, one, batch, earlier));
  };
};
