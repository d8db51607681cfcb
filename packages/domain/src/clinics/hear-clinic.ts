import {
  type Appointment,
  type AppointmentMoveRefused,
  type AppointmentPolicy,
  type ClinicMayStillAnswer,
  type ClinicNotAsked,
  type ClinicRecordMissing,
  confirmAppointment,
  rejectAppointment,
} from '../appointments/index.js';
import { clinic, system } from '../shared/actor.js';
import type { AppointmentId } from '../shared/ids.js';
import { ok, type Result } from '../shared/result.js';
import type { AppointmentAnswer } from './appointment-answer.js';
import { type ChangeAppointmentError, changeAppointment } from './change-appointment.js';
import type { ClinicDeps } from './deps.js';
import { policyOf } from './policies.js';

/** An appointment as its clinic is asked about it. */
export type AskedAppointment = {
  readonly appointment: Appointment;
  /** Of the version that the appointment was made with. */
  readonly policy: AppointmentPolicy;
  /** Its session is suspended: nobody is seen there. */
  readonly isStopped: boolean;
};

/** The appointment as it is now; undefined where there is none. */
export const lookAtAsked = async (
  { platformUnitOfWork }: Pick<ClinicDeps, 'platformUnitOfWork'>,
  appointmentId: AppointmentId,
): Promise<AskedAppointment | undefined> => {
  const found = await platformUnitOfWork.run<AskedAppointment | undefined, never>(async (stores) => {
    const appointment = await stores.appointments.find(appointmentId);
    if (!appointment) return ok(undefined);
    const session = await stores.sessions.find(appointment.sitting.sessionId);
    const policy = await policyOf(stores, appointment);
    return ok({ appointment, policy, isStopped: session?.status === 'SUSPENDED' });
  });
  return found.ok ? found.value : undefined;
};

/** What a clinic has said; `absent` is its silence until the time was over, after which it said that it has no record (H5). */
export type ClinicWord =
  | { readonly kind: 'booked'; readonly clinicRecord: string }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'absent' };

/**
 * H4, H5: what a clinic said to an appointment as it was when it was asked. Whatever has happened meanwhile refuses it with
 * `StaleVersion`, so that of two answers the first stands.
 */
export const hearClinic = (
  deps: ClinicDeps,
  asked: Appointment,
  word: ClinicWord,
): Promise<
  Result<
    AppointmentAnswer,
    | ChangeAppointmentError
    | AppointmentMoveRefused
    | ClinicRecordMissing
    | ClinicMayStillAnswer
    | ClinicNotAsked
  >
> => {
  const request = { appointmentId: asked.id, expectedVersion: asked.version };
  return word.kind === 'booked'
    ? changeAppointment(
        deps,
        clinic,
        'appointment.confirm',
        request,
        ({ appointment, act }) => confirmAppointment(appointment, word.clinicRecord, act),
        deps.platformUnitOfWork,
      )
    : changeAppointment(
        deps,
        word.kind === 'absent' ? system : clinic,
        'appointment.reject',
        request,
        ({ appointment, policy, act }) => rejectAppointment(appointment, 'no-record', policy, act),
        deps.platformUnitOfWork,
      );
};
