import {
  type AppointmentOutcome,
  holdAppointment,
  holdEnd,
  type SeatAnswer,
  type SeatRequest,
  type Sitting,
} from '../../appointments/index.js';
import type { ClinicSession } from '../../schedules/index.js';
import type { ActorRef, Person } from '../../shared/actor.js';
import { DAY_MS } from '../../shared/clock.js';
import type { KeyReused, Once } from '../../shared/idempotency.js';
import { type AppointmentId, type ClinicSessionId, idFrom, type PatientId } from '../../shared/ids.js';
import { err, ok, type Result } from '../../shared/result.js';
import { onceIfKeyed } from '../../visits/index.js';
import { type AppointmentAnswer, answerOf } from '../appointment-answer.js';
import type { ClinicDeps } from '../deps.js';
import { type HoldNotPossible, judgeHold } from '../judge-hold.js';
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

export type SeatRefused =
  | AlreadyBooked
  | NoSeatLeft
  | TooManyDepartments
  | { readonly type: 'SessionNotOpen' };
export type HoldRefused = HoldNotPossible | SeatRefused | KeyReused;

/** A wish for a seat and who has it. */
export type SeatWish = { readonly actor: Person; readonly wanted: HoldSeat };

/** What the store said, as a person is told it. */
export const seatRefusal = (
  kind: Exclude<SeatAnswer['kind'], 'seat'>,
  departmentsPerDay: number,
): SeatRefused => {
  switch (kind) {
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

/** A session as its appointments copy it. */
export const sittingOf = (session: ClinicSession): Sitting => {
  const { id: sessionId, tenantId, hospitalId, departmentId, doctorId, zone, visitOn, during } = session;
  return { sessionId, tenantId, hospitalId, departmentId, doctorId, zone, visitOn, during };
};

/** How far back no-shows may count. */
const noShowsSince = (now: Date, { appointments }: ClinicDeps['policy']): Date =>
  new Date(now.getTime() - (appointments.noShow.withinMonths * 31 + appointments.noShow.lockDays) * DAY_MS);

type Answer = Result<AppointmentAnswer, HoldRefused>;
type Accepted = { readonly index: number; readonly by: ActorRef; readonly request: SeatRequest };
type Given = { readonly once: Once | undefined; readonly answer: AppointmentAnswer };

const onceOf = ({ actor, wanted }: SeatWish): Once | undefined => {
  const { idempotencyKey, ...request } = wanted;
  return onceIfKeyed(actor, 'appointment.hold', idempotencyKey, request).once;
};

/** What transactions before this one have answered, by the place of the wish. */
const recalled = async (
  { idempotency }: ClinicStores,
  all: readonly { readonly index: number; readonly once: Once | undefined }[],
): Promise<ReadonlyMap<number, Answer>> => {
  const keyed = all.flatMap(({ index, once }) => (once ? [{ index, once }] : []));
  if (keyed.length === 0) return new Map();
  const told = await idempotency.recall(keyed.map(({ once }) => once));
  return new Map(
    keyed.flatMap(({ index }, place): [number, Answer][] => {
      const one = told[place];
      if (one === undefined || (one.ok && one.value === undefined)) return [];
      return [[index, one.ok ? ok(fromRecord(one.value?.answer)) : one]];
    }),
  );
};

/** Instants are texts in what was recorded. */
const fromRecord = (answer: unknown): AppointmentAnswer => {
  const recorded = answer as Omit<AppointmentAnswer, 'heldUntil'> & { readonly heldUntil?: string };
  const { heldUntil, ...rest } = recorded;
  return heldUntil === undefined ? rest : { ...rest, heldUntil: new Date(heldUntil) };
};

/** The batch is to be taken again one by one: a key of it was used meanwhile. */
type KeyTakenMeanwhile = { readonly type: 'KeyTakenMeanwhile' };

/**
 * H1 锁号 for everybody who wants a seat of one session at this moment, in one transaction: judged one by one, seats taken
 * by one statement, and history, outbox, audit and idempotency written for all. Each gets an answer of their own, in the order
 * of the wishes (C18, C33, BK1). A failed transaction throws and nothing is kept.
 */
export const makeHoldSeats =
  (deps: ClinicDeps) =>
  async (sessionId: ClinicSessionId, wishes: readonly SeatWish[]): Promise<readonly Answer[]> => {
    const { policy, calendar } = deps;
    const { departmentsPerDay } = policy.appointments;
    const onces = wishes.map((wish, index) => ({ index, once: onceOf(wish) }));

    const judged =
      (stores: ClinicStores, session: ClinicSession, cityCode: string, now: Date) => async () => {
        const ids = [...new Set(wishes.map(({ wanted }) => wanted.patientId))];
        const seekers = await stores.seekers.find(ids, noShowsSince(now, policy));
        const heldUntil = holdEnd(now, policy.appointments, false);
        return wishes.map(({ actor, wanted }, index): Result<Accepted, HoldRefused> => {
          const seeker = seekers.get(wanted.patientId);
          const may = judgeHold({ actor, seeker, session, cityCode, now }, policy, calendar);
          if (!may.ok) return may;
          const request: SeatRequest = {
            appointmentId: idFrom<AppointmentId>(deps.ids.next()),
            patientId: wanted.patientId,
            personId: may.value.personId,
            bookedBy: actor.accountId,
            heldUntil,
            priority: 0,
          };
          return ok({ index, by: may.value.by, request });
        });
      };

    const work = async (stores: ClinicStores): Promise<Result<readonly Answer[], KeyTakenMeanwhile>> => {
      const now = deps.clock.now();
      const session = await stores.sessions.find(sessionId);
      const hospital = session && (await stores.catalogue.hospital(session.hospitalId));
      if (!session || !hospital) return ok(wishes.map(() => err({ type: 'NotFound' })));
      const answers = new Map(await recalled(stores, onces));
      const verdicts = await judged(stores, session, hospital.cityCode, now)();
      const accepted = verdicts.flatMap((verdict, index) => {
        if (answers.has(index)) return [];
        if (verdict.ok) return [verdict.value];
        answers.set(index, verdict);
        return [];
      });
      const requests = accepted.map(({ request }) => request);
      const seats = await stores.seats.take({ sessionId, requests, now, departmentsPerDay });

      const outcomes: AppointmentOutcome[] = [];
      const given: Given[] = [];
      for (const [place, { index, by, request }] of accepted.entries()) {
        const seat = seats[place];
        if (seat?.kind !== 'seat') {
          answers.set(index, err(seatRefusal(seat?.kind ?? 'full', departmentsPerDay)));
          continue;
        }
        const { appointmentId: id, heldUntil, patientId, personId, bookedBy } = request;
        const wanted = { id, sitting: sittingOf(session), patientId, personId, bookedBy };
        const held = holdAppointment(wanted, seat.seat, heldUntil, { now, by });
        if (!held.ok) throw new Error(`the policy table lets ${by.as} hold a seat, the machine does not`);
        outcomes.push(held.value);
        const answer = answerOf(held.value.appointment);
        given.push({ once: onces[index]?.once, answer });
        answers.set(index, ok(answer));
      }
      await tellAppointments(stores, 'appointment.hold', outcomes);
      const records = given.flatMap(({ once, answer }) => (once ? [{ once, answer }] : []));
      if (records.length > 0 && !(await stores.idempotency.recordAll(records, now)))
        return err({ type: 'KeyTakenMeanwhile' });

      // Whoever was refused may have been given the same seat by a request that ended while this one waited.
      const refused = onces.filter(({ index }) => answers.get(index)?.ok === false);
      for (const [index, answer] of await recalled(stores, refused)) answers.set(index, answer);
      return ok(wishes.map((_, index) => answers.get(index) ?? err({ type: 'NoSeatLeft' })));
    };

    const done = await deps.platformUnitOfWork.run(work);
    if (!done.ok) throw new Error(`seats of ${sessionId}: ${done.error.type}`);
    return done.value;
  };
