import type { Caller } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import type { ClinicDeps } from '../deps.js';
import { seatQueue } from '../seat-queue.js';
import { type HoldRefused, type HoldSeat, makeHoldSeats, type SeatWish } from './hold-seats.js';

/** Of the patient, whoever asks, and of the request, which comes again with its key. */
const marksOf = ({ actor, wanted: { patientId, idempotencyKey } }: SeatWish): readonly string[] =>
  idempotencyKey === undefined ? [patientId] : [patientId, `${actor.accountId}/${idempotencyKey}`];

/** H1 for one person, together with whoever wants a seat of the same session at the same moment. */
export const makeHoldSeat = (
  deps: ClinicDeps,
): ((actor: Caller, wanted: HoldSeat) => Promise<Result<AppointmentAnswer, HoldRefused>>) => {
  const queued = seatQueue(makeHoldSeats(deps), { marksOf, pause: deps.pause });
  return (actor, wanted) => queued(wanted.sessionId, { actor, wanted });
};
