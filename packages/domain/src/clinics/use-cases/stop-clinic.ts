import {
  type Appointment,
  type AppointmentMoveRefused,
  type AppointmentOutcome,
  type AppointmentPolicy,
  cancelAppointment,
  type PastCutOff,
  refuseAppointment,
  type StaleAppointment,
  stopAppointment,
} from '../../appointments/index.js';
import { type SessionMoveRefused, suspendSession } from '../../schedules/index.js';
import type { Act } from '../../shared/act.js';
import type { Person } from '../../shared/actor.js';
import { ok, type Result } from '../../shared/result.js';
import { saveAppointment } from '../change-appointment.js';
import {
  type ChangeSessionError,
  type ClinicSessionAnswer,
  type ClinicSessionRequest,
  changeClinicSessionIn,
  sessionAnswer,
} from '../change-clinic-session.js';
import type { ClinicDeps } from '../deps.js';
import { policyOf } from '../policies.js';
import { stopEffectOf } from '../stop-effect.js';

/** The session, and how many of its appointments ended with it. */
export type StoppedClinic = ClinicSessionAnswer & { readonly cancelled: number };

export type StopClinicRefused =
  | ChangeSessionError
  | SessionMoveRefused
  | AppointmentMoveRefused
  | PastCutOff
  | StaleAppointment;

/** What becomes of an appointment of a session that does not take place; who has come already is seen by somebody else. */
const endedBy = (
  appointment: Appointment,
  policy: AppointmentPolicy,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused | PastCutOff> | undefined => {
  const effect = stopEffectOf(appointment.status);
  if (effect === 'stopped') return stopAppointment(appointment, act);
  if (effect === 'given-up') return cancelAppointment(appointment, false, policy, act);
  // In the name of the clinic, whatever its system is about to answer: of two answers the first stands.
  if (effect === 'rejected') return refuseAppointment(appointment, { ...act, by: { ...act.by, as: 'C' } });
  return undefined;
};

/**
 * 停诊 with everything that hangs on it, in one transaction: the session sells nothing more (6.8), booked appointments end by
 * the clinic's doing (H8), held seats are given up (H7), what a clinic was asked and has not answered is rejected (H5). Needs a
 * reason; all or nothing.
 */
export const makeStopClinic =
  (deps: ClinicDeps) =>
  (actor: Person, request: ClinicSessionRequest): Promise<Result<StoppedClinic, StopClinicRefused>> =>
    deps.unitOfWork.run<StoppedClinic, StopClinicRefused>(async (stores) => {
      const now = deps.clock.now();
      let act: Act | undefined;
      const stopped = await changeClinicSessionIn(
        stores,
        now,
        actor,
        'clinic-session.stop',
        request,
        (session, by) => {
          act = by;
          return suspendSession(session, by);
        },
      );
      if (!stopped.ok) return stopped;
      if (!act) throw new Error('a session is stopped by somebody');
      let cancelled = 0;
      for (const appointment of await stores.appointments.seatedIn(stopped.value.id)) {
        const outcome = endedBy(appointment, await policyOf(stores, appointment), act);
        if (outcome === undefined) continue;
        if (!outcome.ok) return outcome;
        const saved = await saveAppointment(deps, stores, appointment, outcome.value, 'clinic-session.stop');
        if (!saved.ok) return saved;
        cancelled += 1;
      }
      return ok({ ...sessionAnswer(stopped.value), cancelled });
    });
