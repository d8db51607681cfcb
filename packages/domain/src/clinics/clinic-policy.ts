import { type AppointmentPolicy, defaultAppointmentPolicy } from '../appointments/index.js';
import type { BookingTimeRules } from '../schedules/index.js';

/** The numbers by which seats are booked. */
export type ClinicPolicy = {
  readonly appointments: AppointmentPolicy;
  readonly bookingTimes: BookingTimeRules;
};

/** H1–H12 and B58 as the state machines and the checklist have them; people may book at any hour. */
export const defaultClinicPolicy: ClinicPolicy = {
  appointments: defaultAppointmentPolicy,
  bookingTimes: { closesMinutesBefore: 30, horizonDays: 60, hours: { fromMinute: 0, toMinute: 24 * 60 } },
};
