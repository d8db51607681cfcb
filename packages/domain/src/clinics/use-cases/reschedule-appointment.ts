import {
  type AppointmentMoveRefused,
  type PastCutOff,
  permitAppointment,
  rescheduleAppointment,
  type SameSeat,
  type SystemNotMoved,
  type TooManyReschedules,
} from '../../appointments/index.js';
import type { NotFound } from '../../policy/index.js';
import type { Caller } from '../../shared/actor.js';
import type { InBundle } from '../../shared/bundle-links.js';
import type { ClinicSessionId } from '../../shared/ids.js';
import { err, type Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import {
  type AppointmentRequest,
  type ChangeAppointmentError,
  changeAppointment,
} from '../change-appointment.js';
import type { ClinicDeps } from '../deps.js';
import { checkNotInBundle } from '../not-in-bundle.js';
import { policyInForce } from '../policies.js';
import { checkOnOffer, type NotOnOffer } from '../session-offer.js';
import { sittingOf } from '../sitting-of.js';
import { type SeatRefused, seatRefusal } from './hold-seats.js';

export type RescheduleAppointment = AppointmentRequest & { readonly toSessionId: ClinicSessionId };

export type RescheduleAppointmentRefused =
  | ChangeAppointmentError
  | AppointmentMoveRefused
  | NotFound
  | PastCutOff
  | TooManyReschedules
  | SameSeat
  | SeatRefused
  | InBundle
  | NotOnOffer
  | SystemNotMoved;

/**
 * H6 改期: the same appointment with a seat of another session of this tenant. Whoever is refused, for whatever reason, keeps
 * the seat they have. Where the clinic has a system of its own nothing is moved, because that system cannot be told. It takes a seat, so it runs with the platform's rows; who may is decided here.
 */
export const makeRescheduleAppointment =
  (deps: ClinicDeps) =>
  (
    actor: Caller,
    request: RescheduleAppointment,
  ): Promise<Result<AppointmentAnswer, RescheduleAppointmentRefused>> =>
    changeAppointment<RescheduleAppointmentRefused>(
      deps,
      actor,
      'appointment.reschedule',
      request,
      async ({ appointment, policy, act, stores }) => {
        const permitted = permitAppointment(appointment, 'reschedule', act);
        if (!permitted.ok) return permitted;
        const alone = await checkNotInBundle(stores, appointment.id, act);
        if (!alone.ok) return alone;
        const { tenantId, hospitalId } = appointment.sitting;
        if (await stores.connected.isConnected(tenantId, hospitalId)) return err({ type: 'SystemNotMoved' });
        const session = await stores.sessions.find(request.toSessionId);
        if (session?.tenantId !== tenantId) return err({ type: 'NotFound' });
        const inForce = await policyInForce(stores, session.tenantId, act.now);
        const onOffer = checkOnOffer(session, inForce, act.now, deps.calendar);
        if (!onOffer.ok) return onOffer;
        const { departmentsPerDay } = inForce.appointments;
        const moved = await stores.seats.move({
          appointmentId: appointment.id,
          to: session.id,
          now: act.now,
          departmentsPerDay,
        });
        if (moved.kind === 'no-seat') return err({ type: 'StaleVersion' });
        if (moved.kind !== 'seat') return err(seatRefusal(act.by.as, moved, departmentsPerDay));
        return rescheduleAppointment(
          appointment,
          { sitting: sittingOf(session), seat: moved.seat },
          policy,
          act,
        );
      },
      deps.platformUnitOfWork,
    );
