import { type AppointmentMoveRefused, cancelAppointment, type PastCutOff } from '../../appointments/index.js';
import type { Person } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import {
  type AppointmentRequest,
  type ChangeAppointmentError,
  changeAppointment,
} from '../change-appointment.js';
import type { ClinicDeps } from '../deps.js';

export type CancelAppointmentRefused = ChangeAppointmentError | AppointmentMoveRefused | PastCutOff;

/** H7 退号: the seat goes its return path (6.8). */
export const makeCancelAppointment =
  (deps: ClinicDeps) =>
  (
    actor: Person,
    request: AppointmentRequest,
  ): Promise<Result<AppointmentAnswer, CancelAppointmentRefused>> =>
    changeAppointment(deps, actor, 'appointment.cancel', request, ({ appointment, policy, act }) =>
      cancelAppointment(appointment, false, policy, act),
    );
