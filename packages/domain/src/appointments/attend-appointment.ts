import type { Act } from '../shared/act.js';
import { type Calendar, localDay } from '../shared/calendar.js';
import { minutesAfter } from '../shared/clock.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Appointment } from './appointment.js';
import { type AppointmentOutcome, appointmentMoved, permitAppointment } from './appointment-event.js';
import type { AppointmentPolicy } from './appointment-policy.js';
import type { AppointmentMoveRefused } from './appointment-table.js';

export type NotTheDay = { readonly type: 'NotTheDay'; readonly visitOn: string };
export type NotOnSite = { readonly type: 'NotOnSite' };
export type DayNotOver = { readonly type: 'DayNotOver'; readonly endsAt: Date };
export type GraceNotOver = { readonly type: 'GraceNotOver'; readonly until: Date };
/** The system may not say of a clinic that tells nothing that somebody did not come (H11). */
export type AttendanceUnknown = { readonly type: 'AttendanceUnknown' };

/** H9 取号: on the day of the visit; the family itself only where it is on site. */
export const takeNumber = (
  appointment: Appointment,
  isOnSite: boolean,
  calendar: Calendar,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused | NotTheDay | NotOnSite> => {
  const row = permitAppointment(appointment, 'take_number', act);
  if (!row.ok) return row;
  if (appointment.status !== 'BOOKED') throw new Error('H9 is for booked appointments');
  const { visitOn, zone } = appointment.sitting;
  if (calendar.wallTime(act.now, zone).date !== visitOn) return err({ type: 'NotTheDay', visitOn });
  if (act.by.as === 'U' && !isOnSite) return err({ type: 'NotOnSite' });
  const next = { ...appointment, status: 'CHECKED_IN', checkedInAt: act.now } as const;
  return ok(appointmentMoved(appointment, row.value, next, act, 'AppointmentCheckedIn'));
};

/** H10: seen by the doctor; of a clinic that says nothing, at the end of the day. */
export const completeAppointment = (
  appointment: Appointment,
  calendar: Calendar,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused | DayNotOver> => {
  const row = permitAppointment(appointment, 'complete', act);
  if (!row.ok) return row;
  if (appointment.status !== 'CHECKED_IN') throw new Error('H10 is for who has come');
  const { checkedInAt: _, ...common } = appointment;
  const { endsAt } = localDay(calendar, common.sitting.during.startsAt, common.sitting.zone);
  if (act.by.as === 'SYS' && act.now < endsAt) return err({ type: 'DayNotOver', endsAt });
  const next = { ...common, status: 'FULFILLED', endedAt: act.now } as const;
  return ok(appointmentMoved(appointment, row.value, next, act, 'AppointmentFulfilled'));
};

/** What a no-show is judged by: when the patient was called, and whether this clinic tells who came. */
export type Attendance = { readonly calledAt: Date; readonly isReported: boolean };

/** H11 爽约: nobody came, and the grace is over. */
export const markNoShow = (
  appointment: Appointment,
  { calledAt, isReported }: Attendance,
  { noShow }: AppointmentPolicy,
  act: Act,
): Result<AppointmentOutcome, AppointmentMoveRefused | GraceNotOver | AttendanceUnknown> => {
  const row = permitAppointment(appointment, 'no_show', act);
  if (!row.ok) return row;
  if (appointment.status !== 'BOOKED') throw new Error('H11 is for booked appointments');
  const until = minutesAfter(calledAt, noShow.graceMinutes);
  if (act.now < until) return err({ type: 'GraceNotOver', until });
  if (act.by.as === 'SYS' && !isReported) return err({ type: 'AttendanceUnknown' });
  const next = { ...appointment, status: 'NO_SHOW', endedAt: act.now } as const;
  return ok(appointmentMoved(appointment, row.value, next, act, 'AppointmentNoShow'));
};
