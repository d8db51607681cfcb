import {
  type AppointmentMoveRefused,
  type AppointmentPolicy,
  type AttendanceUnknown,
  completeAppointment,
  type DayNotOver,
  type GraceNotOver,
  markNoShow,
  type NotOnSite,
  type NotTheDay,
  takeNumber,
} from '../../appointments/index.js';
import type { Caller } from '../../shared/actor.js';
import { metresTo, type Place, type Position } from '../../shared/place.js';
import type { Result } from '../../shared/result.js';
import type { AppointmentAnswer } from '../appointment-answer.js';
import {
  type AppointmentRequest,
  type ChangeAppointmentError,
  changeAppointment,
} from '../change-appointment.js';
import type { ClinicDeps } from '../deps.js';

type Refused<E> = ChangeAppointmentError | AppointmentMoveRefused | E;
export type TakeNumberRefused = Refused<NotTheDay | NotOnSite>;
export type CompleteAppointmentRefused = Refused<DayNotOver>;
export type MarkNoShowRefused = Refused<GraceNotOver | AttendanceUnknown>;

export type TakeNumber = AppointmentRequest & {
  /** Where the family's phone says it is. */
  readonly position?: Position;
};

/** A clinic whose place nobody knows has a desk. */
const isAt = (place: Place | undefined, position: Position | undefined, { onSite }: AppointmentPolicy) => {
  if (!position || position.accuracyMetres > onSite.accuracyMetres) return false;
  const metres = metresTo(place, position);
  return metres !== undefined && metres <= onSite.metres;
};

/** H9 取号, at the clinic's desk, or by the family where its phone is at the clinic. */
export const makeTakeNumber =
  (deps: ClinicDeps) =>
  (
    actor: Caller,
    { position, ...request }: TakeNumber,
  ): Promise<Result<AppointmentAnswer, TakeNumberRefused>> =>
    changeAppointment(
      deps,
      actor,
      'appointment.take-number',
      request,
      async ({ appointment, policy, act, stores }) => {
        const hospital = await stores.catalogue.hospital(appointment.sitting.hospitalId);
        return takeNumber(appointment, isAt(hospital?.place, position, policy), deps.calendar, act);
      },
    );

/** H10: the patient was seen. */
export const makeCompleteAppointment =
  (deps: ClinicDeps) =>
  (
    actor: Caller,
    request: AppointmentRequest,
  ): Promise<Result<AppointmentAnswer, CompleteAppointmentRefused>> =>
    changeAppointment(deps, actor, 'appointment.complete', request, ({ appointment, act }) =>
      completeAppointment(appointment, deps.calendar, act),
    );

/** H11 爽约, by a desk that called the patient when the session began. */
export const makeMarkNoShow =
  (deps: ClinicDeps) =>
  (actor: Caller, request: AppointmentRequest): Promise<Result<AppointmentAnswer, MarkNoShowRefused>> =>
    changeAppointment(deps, actor, 'appointment.mark-no-show', request, ({ appointment, policy, act }) =>
      markNoShow(
        appointment,
        { calledAt: appointment.sitting.during.startsAt, isReported: true },
        policy,
        act,
      ),
    );
