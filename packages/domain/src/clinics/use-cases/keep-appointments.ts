import { completeAppointment, expireHold } from '../../appointments/index.js';
import { system } from '../../shared/actor.js';
import type { AppointmentId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import { changeAppointment } from '../change-appointment.js';
import type { ClinicDeps } from '../deps.js';
import { hearClinic, lookAtAsked } from '../hear-clinic.js';

/** How many one step takes at most. */
const BATCH = 200;

/**
 * What time does to appointments without anybody asking, each safe to repeat and to run in several processes at once: the
 * state of each appointment says whether it is still due (C35, JB6). Each answers whether it did as much as it can at once.
 */
export const makeKeepAppointments = (deps: ClinicDeps) => {
  const { platformUnitOfWork, due, clock, gateway, calendar } = deps;

  const expire = (appointmentId: AppointmentId) =>
    changeAppointment(
      deps,
      system,
      'appointment.expire',
      { appointmentId },
      ({ appointment, act }) => expireHold(appointment, act),
      platformUnitOfWork,
    );

  /** Undefined where the clinic has not said anything. */
  const ask = async (appointmentId: AppointmentId) => {
    const found = await lookAtAsked(deps, appointmentId);
    if (found?.appointment.status !== 'PENDING_CONFIRM') return undefined;
    const { appointment, isStopped } = found;
    const reply = isStopped ? ({ kind: 'rejected' } as const) : await gateway.book(appointment);
    return reply.kind === 'unknown' ? undefined : hearClinic(deps, appointment, reply);
  };

  const finish = (appointmentId: AppointmentId) =>
    changeAppointment(
      deps,
      system,
      'appointment.complete',
      { appointmentId },
      ({ appointment, act }) => completeAppointment(appointment, calendar, act),
      platformUnitOfWork,
    );

  /** What stays as it is waits for the next look, so that a silent clinic keeps nobody busy. */
  const each = async (
    ids: readonly AppointmentId[],
    work: (id: AppointmentId) => Promise<Result<unknown, unknown> | undefined>,
  ): Promise<boolean> => {
    let moved = 0;
    for (const id of ids) if ((await work(id))?.ok) moved += 1;
    return moved === BATCH;
  };

  return {
    /** H2: holds whose time is over. */
    expireHolds: async (): Promise<boolean> => each(await due.expiredHolds(clock.now(), BATCH), expire),
    /** H4, H5: what clinics without a system of their own say to what was submitted. */
    askClinics: async (): Promise<boolean> => each(await due.unanswered(BATCH), ask),
    /** H10 of clinics that did not say so, at the end of the day. */
    finishDays: async (): Promise<boolean> => each(await due.unfinished(clock.now(), BATCH), finish),
    /** 6.8: seats that are due back on sale. */
    async giveBackSeats(): Promise<boolean> {
      const given = await platformUnitOfWork.run<number, never>(async ({ returns }) =>
        ok(await returns.giveBackDue(clock.now(), BATCH)),
      );
      return given.ok && given.value === BATCH;
    },
  };
};

export type KeepAppointments = ReturnType<typeof makeKeepAppointments>;
