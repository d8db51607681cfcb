/** Numbers of appointments, of a version of the clinic policy; durations in the unit that the name says. */
export type AppointmentPolicy = {
  readonly hold: { readonly minutes: number; readonly withPaymentMinutes: number };
  /** How long a clinic may be silent before the system asks and rejects (H5). */
  readonly confirmWithinMinutes: number;
  readonly changes: {
    readonly reschedulesByFamily: number;
    /** Before the start of the session: for moving it, for cancelling, and for cancelling with the privilege `can_cancel_late`. */
    readonly rescheduleCutOffMinutes: number;
    readonly cancelCutOffMinutes: number;
    readonly lateCancelCutOffMinutes: number;
  };
  readonly departmentsPerDay: number;
  /** How near a phone has to be, and how sure of it, for a family to take its number by itself (H9). */
  readonly onSite: { readonly metres: number; readonly accuracyMetres: number };
  readonly noShow: {
    /** After the patient was called. */
    readonly graceMinutes: number;
    readonly lockAfter: number;
    readonly withinMonths: number;
    readonly lockDays: number;
  };
  readonly returnPath: {
    /** Seats of visits that are further away come back after a random while, so that nobody can pass one on (6.8). */
    readonly randomBeyondMinutes: number;
    readonly shortestMinutes: number;
    readonly longestMinutes: number;
    readonly hours: { readonly fromMinute: number; readonly toMinute: number };
  };
};

/** The defaults of the state machines (H1–H12). */
export const defaultAppointmentPolicy: AppointmentPolicy = {
  hold: { minutes: 5, withPaymentMinutes: 15 },
  confirmWithinMinutes: 15,
  changes: {
    reschedulesByFamily: 2,
    rescheduleCutOffMinutes: 24 * 60,
    cancelCutOffMinutes: 24 * 60,
    lateCancelCutOffMinutes: 2 * 60,
  },
  departmentsPerDay: 3,
  onSite: { metres: 300, accuracyMetres: 100 },
  noShow: { graceMinutes: 30, lockAfter: 3, withinMonths: 12, lockDays: 180 },
  returnPath: {
    randomBeyondMinutes: 24 * 60,
    shortestMinutes: 10,
    longestMinutes: 120,
    hours: { fromMinute: 7 * 60, toMinute: 22 * 60 },
  },
};
