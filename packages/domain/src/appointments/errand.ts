import { minutesAfter } from '../shared/clock.js';
import type { AppointmentId } from '../shared/ids.js';
import { type Appointment, keepsSeat } from './appointment.js';
import type { AppointmentPolicy } from './appointment-policy.js';

export const recordsKnown = ['unclear', 'record', 'released'] as const;

/** What a system is known to have of an appointment: its record, nothing any more, or nobody can say. */
export type RecordKnown = (typeof recordsKnown)[number];

export const errandFaults = ['no-answer', 'disagrees'] as const;

/** Why an errand goes on: the system said nothing, or nothing clear; or it does not take what its desk has confirmed. */
export type ErrandFault = (typeof errandFaults)[number];

/** What the system of a clinic is still to be asked or told about one appointment; `attempts` counts the one that begins. */
export type ClinicErrand = {
  readonly appointmentId: AppointmentId;
  readonly known: RecordKnown;
  readonly attempts: number;
};

/**
 * The one rule of errands: what is next follows from what the appointment is and what the system has, whoever changed
 * either (H3–H5, H7, H8, H12). A system is asked to book once without a question; afterwards nobody knows what a lost answer
 * has done, so it is asked what it has first.
 */
export const errandStep = (
  appointment: Appointment,
  { known, attempts }: Pick<ClinicErrand, 'known' | 'attempts'>,
): 'book' | 'query' | 'release' | 'rest' | 'end' => {
  const { status } = appointment;
  if (!keepsSeat(appointment)) return known === 'released' ? 'end' : 'release';
  if (known === 'record' && status !== 'PENDING_CONFIRM')
    return status === 'FULFILLED' || status === 'NO_SHOW' ? 'end' : 'rest';
  return status === 'PENDING_CONFIRM' && attempts <= 1 ? 'book' : 'query';
};

/** Whether the clinic may still be asked to book what it says it has no record of; no longer after 15 minutes of waiting (H5). */
export const mayBookAgain = (
  appointment: Appointment,
  policy: Pick<AppointmentPolicy, 'confirmWithinMinutes'>,
  now: Date,
): boolean =>
  appointment.status !== 'PENDING_CONFIRM' ||
  now < minutesAfter(appointment.submittedAt, policy.confirmWithinMinutes);

const LONGEST_EXPONENT = 10;

/** When to ask again, from a second on, twice as long each time: families wait half a minute at most, others ten. */
export const nextAskAt = ({ status }: Pick<Appointment, 'status'>, attempts: number, now: Date): Date => {
  const longest = status === 'PENDING_CONFIRM' ? 30 : 600;
  const seconds = Math.min(2 ** Math.min(Math.max(0, attempts - 1), LONGEST_EXPONENT), longest);
  return new Date(now.getTime() + seconds * 1_000);
};

/** What is kept of an attempt. `dueAt` is missing where only a change of the appointment is a reason to go on. */
export type ErrandOutcome = {
  readonly known: RecordKnown;
  readonly judgedVersion: number;
  readonly dueAt?: Date;
  readonly fault?: ErrandFault;
  readonly isOver: boolean;
};
