import type { NotFound } from '../../policy/index.js';
import type { Caller, PartnerActor } from '../../shared/actor.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import type { ClinicDeps } from '../deps.js';
import { seatQueue } from '../seat-queue.js';
import { type HoldRefused, type HoldSeat, makeHoldSeats, type SeatWish } from './hold-seats.js';

const markOf = ({ actor, wanted }: SeatWish): string | undefined =>
  wanted.idempotencyKey && `${actor.accountId}/${wanted.idempotencyKey}`;

/**
 * Whether the patient has had an appointment at a hospital that the partner's key is for, with the rows of that partner. A session
 * elsewhere is not there, also where another key of the partner has asked for it with the same key of the request (AZ8).
 */
const knowsPatient = (
  { unitOfWork }: ClinicDeps,
  { tenantId, hospitalIds }: PartnerActor,
  { sessionId, patientId }: HoldSeat,
): Promise<Result<boolean, NotFound>> =>
  unitOfWork.run<boolean, NotFound>(async ({ appointments, sessions }) => {
    const [session, isKnown] = await Promise.all([
      sessions.find(sessionId),
      appointments.isKnownAt({ tenantId, hospitalIds }, patientId),
    ]);
    return session && hospitalIds.includes(session.hospitalId) ? ok(isKnown) : err({ type: 'NotFound' });
  });

/** H1 for one person, together with whoever wants a seat of the same session at the same moment. */
export const makeHoldSeat = (
  deps: ClinicDeps,
): ((actor: Caller, wanted: HoldSeat) => Promise<Result<AppointmentAnswer, HoldRefused>>) => {
  const queued = seatQueue(makeHoldSeats(deps), { markOf, pause: deps.pause });
  return async (actor, wanted) => {
    if (actor.kind === 'person') return queued(wanted.sessionId, { actor, wanted });
    const known = await knowsPatient(deps, actor, wanted);
    return known.ok ? queued(wanted.sessionId, { actor, wanted, isKnown: known.value }) : known;
  };
};
