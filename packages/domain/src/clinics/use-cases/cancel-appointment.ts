import { type AppointmentMoveRefused, cancelAppointment, type PastCutOff } from '../../appointments/index.js';
import type { QuotaUsedUp } from '../../membership/index.js';
import type { Caller } from '../../shared/actor.js';
import type { InBundle } from '../../shared/bundle-links.js';
import type { Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import { takeLateCancellation } from '../cancel-late.js';
import {
  type AppointmentRequest,
  type ChangeAppointmentError,
  changeAppointment,
} from '../change-appointment.js';
import type { ClinicDeps } from '../deps.js';
import { checkNotInBundle } from '../not-in-bundle.js';

export type CancelAppointmentRefused =
  | ChangeAppointmentError
  | AppointmentMoveRefused
  | PastCutOff
  | QuotaUsedUp
  | InBundle;

/** H7 退号: the seat goes its return path (6.8). Members cancel later than others, so often as their level lets them (C24). */
export const makeCancelAppointment =
  (deps: ClinicDeps) =>
  (
    actor: Caller,
    request: AppointmentRequest,
  ): Promise<Result<AppointmentAnswer, CancelAppointmentRefused>> =>
    changeAppointment<AppointmentMoveRefused | PastCutOff | QuotaUsedUp | InBundle>(
      deps,
      actor,
      'appointment.cancel',
      request,
      async ({ appointment, policy, act, stores }) => {
        const alone = await checkNotInBundle(stores, appointment.id, act);
        if (!alone.ok) return alone;
        const late = await takeLateCancellation(stores, appointment, policy, act);
        return late.ok ? cancelAppointment(appointment, late.value, policy, act) : late;
      },
    );
