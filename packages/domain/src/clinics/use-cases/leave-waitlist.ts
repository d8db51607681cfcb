import { type AppointmentMoveRefused, cancelAppointment, type PastCutOff } from '../../appointments/index.js';
import type { Person } from '../../shared/actor.js';
import type { Result } from '../../shared/result.js';
import { leaveWaitlist, resumeWaiting, type WaitlistMoveRefused } from '../../waitlist/index.js';
import { saveAppointment } from '../change-appointment.js';
import {
  type ChangeEntryError,
  type EntryAnswer,
  type EntryRequest,
  openEntry,
  saveEntry,
} from '../change-entry.js';
import type { ClinicDeps } from '../deps.js';
import { policyOf } from '../policies.js';
import { offeredAppointment } from './answer-offer.js';

export type LeaveWaitlistRefused =
  | ChangeEntryError
  | WaitlistMoveRefused
  | AppointmentMoveRefused
  | PastCutOff;
export type ResumeWaitingRefused = ChangeEntryError | WaitlistMoveRefused;

/** L5 退出候补; a seat that is held for them goes to the next in line. */
export const makeLeaveWaitlist =
  (deps: ClinicDeps) =>
  (actor: Person, request: EntryRequest): Promise<Result<EntryAnswer, LeaveWaitlistRefused>> =>
    deps.unitOfWork.run<EntryAnswer, LeaveWaitlistRefused>(async (stores) => {
      const opened = await openEntry(stores, actor, 'waitlist.leave', request, deps.clock.now());
      if (!opened.ok) return opened;
      const { entry, act } = opened.value;
      const left = leaveWaitlist(entry, act);
      if (!left.ok) return left;
      const saved = await saveEntry(stores, entry, left.value, 'waitlist.leave');
      if (!saved.ok || entry.status !== 'OFFERED') return saved;
      const appointment = await offeredAppointment(stores, entry);
      const why = act.by.as === 'D' ? { ...act, reason: 'left the waitlist' } : act;
      const cancelled = cancelAppointment(appointment, false, await policyOf(stores, appointment), why);
      if (!cancelled.ok) return cancelled;
      const given = await saveAppointment(deps, stores, appointment, cancelled.value, 'waitlist.leave');
      return given.ok ? saved : given;
    });

/** L4: whoever was paused after offers without an answer waits on, at the end of the line. */
export const makeResumeWaiting =
  ({ unitOfWork, clock }: ClinicDeps) =>
  (actor: Person, request: EntryRequest): Promise<Result<EntryAnswer, ResumeWaitingRefused>> =>
    unitOfWork.run<EntryAnswer, ResumeWaitingRefused>(async (stores) => {
      const opened = await openEntry(stores, actor, 'waitlist.resume', request, clock.now());
      if (!opened.ok) return opened;
      const { entry, act } = opened.value;
      const resumed = resumeWaiting(entry, act);
      return resumed.ok ? saveEntry(stores, entry, resumed.value, 'waitlist.resume') : resumed;
    });
