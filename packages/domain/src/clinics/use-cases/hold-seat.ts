import type { Caller } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import type { ClinicDeps } from '../deps.js';
import { seatQueue } from '../seat-queue.js';
import { type HoldRefused, type HoldSeat, makeHoldSeats, type SeatWish } from './hold-seats.js';

const markOf = ({ actor, wanted }: SeatWish): string | undefined =>
  wanted.idempotencyKey && `${actor.accountId}/${wanted.idempotencyKey}`;

/** H1 for one person, together with whoever wants a seat of the same session at the same moment. */
export const makeHoldSeat = (
  deps: ClinicDeps,
): ((actor: Caller, wanted: HoldSeat) => Promise<Result<AppointmentAnswer, HoldRefused>>) => {
  const queued = seatQueue(makeHoldSeats(deps), { markOf, pause: deps.pause });
  return (actor, wanted) => queued(wanted.sessionId, { actor, wanted });
};
