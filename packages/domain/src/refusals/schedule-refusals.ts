import type { DatesUnfit, NotOfHospital, ScheduleBlocked, TemplateUnfit } from '../clinics/index.js';
import type {
  CapacityBelowSold,
  ClinicSessionOver,
  ExceptionThere,
  ExpansionFault,
  NotYetReleased,
  Occupied,
  ReleaseAfterStart,
  ReleaseInPast,
  SeatsHaveTimes,
  SessionBegun,
  SessionMoveRefused,
  SessionNotOver,
  StaleSession,
} from '../schedules/index.js';

/** Refusals of what is done about the schedules of clinics and their sessions. */
export type ScheduleRefusal =
  | CapacityBelowSold
  | ClinicSessionOver
  | DatesUnfit
  | ExceptionThere
  | ExpansionFault
  | NotOfHospital
  | NotYetReleased
  | Occupied
  | ReleaseAfterStart
  | ReleaseInPast
  | ScheduleBlocked
  | SeatsHaveTimes
  | SessionBegun
  | SessionMoveRefused
  | SessionNotOver
  | StaleSession
  | TemplateUnfit;
