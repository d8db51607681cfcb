import {
  type AppointmentMoveRefused,
  type HoldExpired,
  submitAppointment,
} from '../../appointments/index.js';
import type { Caller } from '../../shared/actor.js';
import type { InBundle } from '../../shared/bundle-links.js';
import type { Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import {
  type AppointmentRequest,
  type ChangeAppointmentError,
  changeAppointment,
} from '../change-appointment.js';
import type { ClinicDeps } from '../deps.js';
import { checkNotInBundle } from '../not-in-bundle.js';

export type SubmitAppointmentRefused =
  | ChangeAppointmentError
  | AppointmentMoveRefused
  | HoldExpired
  | InBundle;

/** H3: the family wants the seat that is held for them, and the clinic is asked. */
export const makeSubmitAppointment =
  (deps: ClinicDeps) =>
  (
    actor: Caller,
    request: AppointmentRequest,
  ): Promise<Result<AppointmentAnswer, SubmitAppointmentRefused>> =>
    changeAppointment<AppointmentMoveRefused | HoldExpired | InBundle>(
      deps,
      actor,
      'appointment.submit',
      request,
      async ({ appointment, act, stores }) => {
        const alone = await checkNotInBundle(stores, appointment.id, act);
        return alone.ok ? submitAppointment(appointment, act) : alone;
      },
    );
