import {
  type AppointmentMoveRefused,
  proposeVoid,
  type SecondPersonNeeded,
  voidAppointment,
  voidProposerOf,
} from '../../appointments/index.js';
import type { Person } from '../../shared/actor.js';
import type { InBundle } from '../../shared/bundle-links.js';
import type { Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import { giveBackLateCancellation } from '../cancel-late.js';
import {
  type AppointmentRequest,
  type ChangeAppointmentError,
  changeAppointment,
} from '../change-appointment.js';
import type { ClinicDeps } from '../deps.js';
import { checkAlone } from '../not-in-bundle.js';

export type ProposeVoidRefused = ChangeAppointmentError | AppointmentMoveRefused | InBundle;
export type VoidAppointmentRefused = ProposeVoidRefused | SecondPersonNeeded;

/** H12, the first administrator: says why an appointment should never have been. One that an order goes with is cancelled with it. */
export const makeProposeVoid =
  (deps: ClinicDeps) =>
  (actor: Person, request: AppointmentRequest): Promise<Result<AppointmentAnswer, ProposeVoidRefused>> =>
    changeAppointment<AppointmentMoveRefused | InBundle>(
      deps,
      actor,
      'appointment.propose-void',
      request,
      async ({ appointment, act, stores }) => {
        const alone = await checkAlone(stores, appointment.id);
        return alone.ok ? proposeVoid(appointment, act) : alone;
      },
    );

/**
 * H12, the second administrator: agrees with what the first has proposed and nobody has changed since. The appointment is kept
 * and counts nowhere from then on: not for limits, not as a no-show, not as a seat that is taken. A seat that it had goes its
 * return path (6.8); a late cancellation that it was cancelled by is given back (C24).
 */
export const makeVoidAppointment =
  (deps: ClinicDeps) =>
  (actor: Person, request: AppointmentRequest): Promise<Result<AppointmentAnswer, VoidAppointmentRefused>> =>
    changeAppointment<AppointmentMoveRefused | SecondPersonNeeded | InBundle>(
      deps,
      actor,
      'appointment.void',
      request,
      async ({ appointment, policy, act, stores }) => {
        const alone = await checkAlone(stores, appointment.id);
        if (!alone.ok) return alone;
        const history = await stores.history.of(appointment.id);
        const voided = voidAppointment(appointment, voidProposerOf(appointment, history), act);
        if (voided.ok) await giveBackLateCancellation(stores, appointment, history, policy, act);
        return voided;
      },
    );
