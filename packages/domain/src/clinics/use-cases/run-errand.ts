import {
  type Appointment,
  type ClinicErrand,
  type ClinicErrands,
  type ClinicFinding,
  type ClinicSystemGateway,
  type ErrandFault,
  type ErrandOutcome,
  errandStep,
  mayBookAgain,
  nextAskAt,
  type RecordKnown,
} from '../../appointments/index.js';
import type { ClinicDeps } from '../deps.js';
import { type AskedAppointment, hearClinic, lookAtAsked } from '../hear-clinic.js';

export type ErrandDeps = ClinicDeps & {
  readonly errands: Pick<ClinicErrands, 'settle'>;
  readonly systems: ClinicSystemGateway;
};

/** What came of one attempt; `superseded` where another process has begun one since. */
export type ErrandRun =
  | { readonly kind: 'settled'; readonly fault?: ErrandFault }
  | { readonly kind: 'superseded' };

/**
 * Runs one errand that is leased to this process: asks or tells the system of the clinic, outside any transaction, and keeps what
 * it said (H3–H5, H7). Whatever is not kept, because the process dies or an answer is lost, is due again when the lease ends,
 * and then begins with the question what the system has. Unless the system says clearly what it has, the appointment stays as it
 * is for the desk.
 */
export const makeRunErrand = (deps: ErrandDeps) => {
  const { clock, systems, errands } = deps;

  /**
   * Of what should be there. A clinic that has no record is asked to book, as long as that may still be; in a session that does not
   * take place nobody is booked, and what its system may have is given up next.
   */
  const find = async (
    { appointment, isStopped, policy }: AskedAppointment,
    isFirst: boolean,
  ): Promise<ClinicFinding> => {
    if (isStopped && appointment.status === 'PENDING_CONFIRM') return { kind: 'rejected' };
    if (isFirst) return systems.book(appointment);
    const found = await systems.query(appointment);
    if (found.kind !== 'absent' || !mayBookAgain(appointment, policy, clock.now())) return found;
    return systems.book(appointment);
  };

  const kept = (
    { status, version }: Pick<Appointment, 'status' | 'version'>,
    { attempts }: ClinicErrand,
    known: RecordKnown,
    goesOn?: { readonly fault?: ErrandFault },
  ): ErrandOutcome => ({
    known,
    judgedVersion: version,
    ...(goesOn ? { dueAt: nextAskAt({ status }, attempts, clock.now()), ...goesOn } : {}),
    isOver: false,
  });

  const confirmOrReject = async (
    asked: AskedAppointment,
    errand: ClinicErrand,
    isFirst: boolean,
  ): Promise<ErrandOutcome> => {
    const { appointment } = asked;
    const found = await find(asked, isFirst);
    if (found.kind === 'unknown') return kept(appointment, errand, 'unclear', { fault: 'no-answer' });
    const known = found.kind === 'booked' ? 'record' : 'unclear';
    if (appointment.status !== 'PENDING_CONFIRM')
      return known === 'record'
        ? kept(appointment, errand, known)
        : kept(appointment, errand, known, { fault: 'disagrees' });
    // Whether it is heard or somebody was faster, the appointment has another version then, and is judged again by that.
    const heard = await hearClinic(deps, appointment, found);
    return kept(appointment, errand, known, heard.ok ? {} : { fault: 'no-answer' });
  };

  const workOn = async (asked: AskedAppointment, errand: ClinicErrand): Promise<ErrandOutcome> => {
    const { appointment } = asked;
    const step = errandStep(appointment, errand);
    if (step === 'end') return { ...kept(appointment, errand, errand.known), isOver: true };
    if (step === 'rest') return kept(appointment, errand, errand.known);
    if (step !== 'release') return confirmOrReject(asked, errand, step === 'book');
    const { kind } = await systems.release(appointment);
    return kind === 'released'
      ? { ...kept(appointment, errand, 'released'), isOver: true }
      : kept(appointment, errand, 'unclear', { fault: 'no-answer' });
  };

  return async (errand: ClinicErrand): Promise<ErrandRun> => {
    const asked = await lookAtAsked(deps, errand.appointmentId);
    if (!asked) throw new Error('an errand is about an appointment');
    const outcome = await workOn(asked, errand);
    const isKept = await errands.settle(errand, outcome);
    if (!isKept) return { kind: 'superseded' };
    return { kind: 'settled', ...(outcome.fault ? { fault: outcome.fault } : {}) };
  };
};

export type RunErrand = ReturnType<typeof makeRunErrand>;
