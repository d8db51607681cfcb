import type { LocalDate, ZoneId } from '../shared/calendar.js';
import type {
  AccountId,
  AppointmentId,
  ClinicSessionId,
  DepartmentId,
  DoctorId,
  HospitalId,
  PatientId,
  PersonId,
  TenantId,
} from '../shared/ids.js';
import type { KeptMembership } from '../shared/kept-membership.js';
import type { TimeRange } from '../shared/time-range.js';

export const appointmentStatuses = [
  'HELD',
  'EXPIRED',
  'PENDING_CONFIRM',
  'BOOKED',
  'REJECTED',
  'CANCELLED',
  'PROVIDER_CANCELLED',
  'CHECKED_IN',
  'FULFILLED',
  'NO_SHOW',
  'ENTERED_IN_ERROR',
] as const;

/** The states of an appointment (6.8, H1–H12). */
export type AppointmentStatus = (typeof appointmentStatuses)[number];

/**
 * In these states an appointment has its seat, or has used it up: the limits for a doctor's day, for departments and for
 * one session count it, and the database's constraints are awake (BK1, BK3).
 */
export const seatKeepingStatuses: readonly AppointmentStatus[] = [
  'HELD',
  'PENDING_CONFIRM',
  'BOOKED',
  'CHECKED_IN',
  'FULFILLED',
  'NO_SHOW',
];

/** In these states the patient is with the doctor at the time of the seat, so that no other visit may overlap it (H1). */
export const timeTakingStatuses: readonly AppointmentStatus[] = [
  'HELD',
  'PENDING_CONFIRM',
  'BOOKED',
  'CHECKED_IN',
];

export const takesTime = ({ status }: { readonly status: AppointmentStatus }): boolean =>
  timeTakingStatuses.includes(status);

export const keepsSeat = ({ status }: { readonly status: AppointmentStatus }): boolean =>
  seatKeepingStatuses.includes(status);

/** A clinic session as its appointments copy it. */
export type Sitting = {
  readonly sessionId: ClinicSessionId;
  readonly tenantId: TenantId;
  readonly hospitalId: HospitalId;
  readonly departmentId: DepartmentId;
  readonly doctorId: DoctorId;
  readonly zone: ZoneId;
  readonly visitOn: LocalDate;
  readonly during: TimeRange;
};

/** A seat of a session. `ticket` is never given twice, so that an old seat is never taken for a new one. */
export type Seat = {
  readonly ticket: number;
  /** Which of the timed seats; sessions without seat times have none. */
  readonly seatNo?: number;
};

export type AppointmentCommon = {
  readonly id: AppointmentId;
  readonly sitting: Sitting;
  readonly seat: Seat;
  readonly patientId: PatientId;
  readonly personId: PersonId;
  readonly bookedBy: AccountId;
  /** How often it was moved; partner clinics see it (H6). */
  readonly sequence: number;
  readonly familyReschedules: number;
  readonly createdAt: Date;
  /** Of the clinic policy, whose cut-offs hold for it for ever ("Decided" 1). */
  readonly policyVersion: number;
  /** Of the family that booked it, as it was then (C24, M4); none where they were no member. */
  readonly membership?: KeptMembership;
  readonly version: number;
};

/** An appointment 预约 of a patient for a seat of a clinic session. A field exists in the states where it means something. */
export type Appointment = AppointmentCommon &
  (
    | { readonly status: 'HELD'; readonly heldUntil: Date }
    | { readonly status: 'PENDING_CONFIRM'; readonly submittedAt: Date }
    | { readonly status: 'BOOKED'; readonly clinicRecord: string }
    | { readonly status: 'CHECKED_IN'; readonly clinicRecord: string; readonly checkedInAt: Date }
    | { readonly status: 'FULFILLED' | 'NO_SHOW'; readonly clinicRecord: string; readonly endedAt: Date }
    | {
        readonly status: 'EXPIRED' | 'REJECTED' | 'CANCELLED' | 'PROVIDER_CANCELLED' | 'ENTERED_IN_ERROR';
        readonly endedAt: Date;
      }
  );

export type AppointmentIn<Status extends AppointmentStatus> = Appointment & { readonly status: Status };

/** What every state has. */
export const commonOfAppointment = (appointment: Appointment): AppointmentCommon => {
  const { id, sitting, seat, patientId, personId, bookedBy } = appointment;
  const { sequence, familyReschedules, createdAt, policyVersion, membership, version } = appointment;
  const whose = { id, sitting, seat, patientId, personId, bookedBy };
  const kept = membership ? { membership } : {};
  return { ...whose, sequence, familyReschedules, createdAt, policyVersion, ...kept, version };
};
