import {
  type AppointmentMoveRefused,
  type HoldExpired,
  submitAppointment,
} from '../../appointments/index.js';
import type { Person } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import {
  type AppointmentRequest,
  type ChangeAppointmentError,
  changeAppointment,
} from '../change-appointment.js';
import type { ClinicDeps } from '../deps.js';

export type SubmitAppointmentRefused = ChangeAppointmentError | AppointmentMoveRefused | HoldExpired;

/** H3: the family wants the seat that is held for them, and the clinic is asked. */
export const makeSubmitAppointment =
  (deps: ClinicDeps) =>
  (
    actor: Person,
    request: AppointmentRequest,
  ): Promise<Result<AppointmentAnswer, SubmitAppointmentRefused>> =>
    changeAppointment(deps, actor, 'appointment.submit', request, ({ appointment, act }) =>
      submitAppointment(appointment, act),
    );
