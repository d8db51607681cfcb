import {
  type AppointmentMoveRefused,
  type ClinicMayStillAnswer,
  type ClinicNotAsked,
  type ClinicRecordMissing,
  confirmAppointment,
  rejectAppointment,
} from '../../appointments/index.js';
import type { Caller } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import {
  type AppointmentRequest,
  type ChangeAppointmentError,
  changeAppointment,
} from '../change-appointment.js';
import type { ClinicDeps } from '../deps.js';

/** What the clinic said: it has the appointment under a record of its own, or it does not take it. */
export type AnswerForClinic = AppointmentRequest & {
  readonly answer: 'booked' | 'rejected';
  /** What the clinic calls an appointment that it has; refused with `ClinicRecordMissing` where it is not there. */
  readonly clinicRecord?: string;
};

export type AnswerForClinicRefused =
  | ChangeAppointmentError
  | AppointmentMoveRefused
  | ClinicRecordMissing
  | ClinicMayStillAnswer
  | ClinicNotAsked;

/** H4, H5 by the desk of a clinic that is silent: who sits there has asked it, and gives its answer in its name. */
export const makeAnswerForClinic =
  (deps: ClinicDeps) =>
  (actor: Caller, request: AnswerForClinic): Promise<Result<AppointmentAnswer, AnswerForClinicRefused>> =>
    changeAppointment<AppointmentMoveRefused | ClinicRecordMissing | ClinicMayStillAnswer | ClinicNotAsked>(
      deps,
      actor,
      'appointment.answer',
      request,
      ({ appointment, policy, act }) =>
        request.answer === 'booked'
          ? confirmAppointment(appointment, (request.clinicRecord ?? '').trim(), act)
          : rejectAppointment(appointment, 'no-record', policy, act),
    );
