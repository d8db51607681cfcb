import type { ClinicDeps } from './deps.js';
import { makeAnswerForClinic } from './use-cases/answer-for-clinic.js';
import { makeAcceptOffer, makeDeclineOffer } from './use-cases/answer-offer.js';
import { makeCompleteAppointment, makeMarkNoShow, makeTakeNumber } from './use-cases/attend-appointments.js';
import { makeCancelAppointment } from './use-cases/cancel-appointment.js';
import { makeHoldSeat } from './use-cases/hold-seat.js';
import { makeJoinWaitlist } from './use-cases/join-waitlist.js';
import { makeKeepAppointments } from './use-cases/keep-appointments.js';
import { makeKeepWaitlist } from './use-cases/keep-waitlist.js';
import { makeLeaveWaitlist, makeResumeWaiting } from './use-cases/leave-waitlist.js';
import { makeOfferSeat } from './use-cases/offer-seat.js';
import { makeRescheduleAppointment } from './use-cases/reschedule-appointment.js';
import { makeStopClinic } from './use-cases/stop-clinic.js';
import { makeSubmitAppointment } from './use-cases/submit-appointment.js';
import { makeProposeVoid, makeVoidAppointment } from './use-cases/void-appointment.js';

/** Everything that can be done about clinics, their sessions and appointments, on the given adapters. */
export const makeClinics = (deps: ClinicDeps) => ({
  holdSeat: makeHoldSeat(deps),
  submitAppointment: makeSubmitAppointment(deps),
  cancelAppointment: makeCancelAppointment(deps),
  rescheduleAppointment: makeRescheduleAppointment(deps),
  answerForClinic: makeAnswerForClinic(deps),
  takeNumber: makeTakeNumber(deps),
  completeAppointment: makeCompleteAppointment(deps),
  markNoShow: makeMarkNoShow(deps),
  proposeVoid: makeProposeVoid(deps),
  voidAppointment: makeVoidAppointment(deps),
  stopClinic: makeStopClinic(deps),
  joinWaitlist: makeJoinWaitlist(deps),
  acceptOffer: makeAcceptOffer(deps),
  declineOffer: makeDeclineOffer(deps),
  offerSeat: makeOfferSeat(deps),
  leaveWaitlist: makeLeaveWaitlist(deps),
  resumeWaiting: makeResumeWaiting(deps),
  keep: { ...makeKeepAppointments(deps), ...makeKeepWaitlist(deps) },
});

export type Clinics = ReturnType<typeof makeClinics>;
