import type { Caller, PartnerActor } from '../../shared/actor.js';
import type { PatientId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import type { ClinicDeps } from '../deps.js';
import { seatQueue } from '../seat-queue.js';
import { type HoldRefused, type HoldSeat, makeHoldSeats, type SeatWish } from './hold-seats.js';

const markOf = ({ actor, wanted }: SeatWish): string | undefined =>
  wanted.idempotencyKey && `${actor.accountId}/${wanted.idempotencyKey}`;

/** Whether the patient has had an appointment at a hospital that the partner's key is for, with the rows of that partner. */
const knowsPatient = async (
  { unitOfWork }: ClinicDeps,
  { tenantId, hospitalIds }: PartnerActor,
  patientId: PatientId,
): Promise<boolean> => {
  const known = await unitOfWork.run<boolean, never>(async ({ appointments }) =>
    ok(await appointments.isKnownAt({ tenantId, hospitalIds }, patientId)),
  );
  return known.ok && known.value;
};

/** H1 for one person, together with whoever wants a seat of the same session at the same moment. */
export const makeHoldSeat = (
  deps: ClinicDeps,
): ((actor: Caller, wanted: HoldSeat) => Promise<Result<AppointmentAnswer, HoldRefused>>) => {
  const queued = seatQueue(makeHoldSeats(deps), { markOf, pause: deps.pause });
  return async (actor, wanted) => {
    if (actor.kind === 'person') return queued(wanted.sessionId, { actor, wanted });
    const isKnown = await knowsPatient(deps, actor, wanted.patientId);
    return queued(wanted.sessionId, { actor, wanted, isKnown });
  };
};
