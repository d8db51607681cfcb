import type {
  AppointmentMoveRefused,
  AttendanceUnknown,
  BookingLocked,
  ClinicMayStillAnswer,
  ClinicNotAsked,
  ClinicRecordMissing,
  DayNotOver,
  GraceNotOver,
  HoldExpired,
  NotOnSite,
  NotTheDay,
  SameSeat,
  SecondPersonNeeded,
  SystemNotMoved,
} from '../appointments/index.js';
import type { SeatRefused } from '../clinics/index.js';
import type { BookingClosed, OutsideBookingHours, SessionNotOpen, TooFarAhead } from '../schedules/index.js';
import type { WrongPolicyNumber } from '../shared/policy-numbers.js';

/** Refusals of booking a seat of a clinic, and of what is done about an appointment. */
export type AppointmentRefusal =
  | AppointmentMoveRefused
  | AttendanceUnknown
  | BookingClosed
  | BookingLocked
  | ClinicMayStillAnswer
  | ClinicNotAsked
  | ClinicRecordMissing
  | DayNotOver
  | GraceNotOver
  | HoldExpired
  | NotOnSite
  | NotTheDay
  | OutsideBookingHours
  | SameSeat
  | SeatRefused
  | SecondPersonNeeded
  | SessionNotOpen
  | SystemNotMoved
  | TooFarAhead
  | WrongPolicyNumber;
