import { type AppointmentPolicy, defaultAppointmentPolicy } from '../appointments/index.js';
import type { BookingTimeRules } from '../schedules/index.js';
import { defaultWaitlistPolicy, type WaitlistPolicy } from '../waitlist/index.js';

/** The numbers by which seats are booked, as one version of a tenant has them; a version never changes ("Decided" 1). */
export type ClinicPolicy = {
  readonly version: number;
  readonly appointments: AppointmentPolicy;
  readonly bookingTimes: BookingTimeRules;
  readonly waitlist: WaitlistPolicy;
};

/** Version 1, of every tenant: H1–H12, L1–L5 and B58 as the state machines and the checklist have them; people may book at any hour. */
export const defaultClinicPolicy: ClinicPolicy = {
  version: 1,
  appointments: defaultAppointmentPolicy,
  bookingTimes: { closesMinutesBefore: 30, horizonDays: 60, hours: { fromMinute: 0, toMinute: 24 * 60 } },
  waitlist: defaultWaitlistPolicy,
};
