import type { LocalDate, ZoneId } from '../shared/calendar.js';
import type {
  AccountId,
  AppointmentId,
  DepartmentId,
  DoctorId,
  HospitalId,
  PatientId,
  PersonId,
  TenantId,
  WaitlistEntryId,
} from '../shared/ids.js';

export const waitlistStatuses = [
  'WAITING',
  'OFFERED',
  'PAUSED',
  'ACCEPTED',
  'DECLINED',
  'CANCELLED',
  'LAPSED',
] as const;

/** The states of an entry of the waitlist (6.9, L1–L5). */
export type WaitlistStatus = (typeof waitlistStatuses)[number];

/** In these states an entry counts for the limits of a person, and may still get a seat. */
export const liveEntryStatuses: readonly WaitlistStatus[] = ['WAITING', 'OFFERED', 'PAUSED'];

/** What somebody waits for: a department of a hospital, or one doctor in it. */
export type WaitlistTarget = {
  readonly tenantId: TenantId;
  readonly hospitalId: HospitalId;
  readonly departmentId: DepartmentId;
  readonly doctorId?: DoctorId;
};

export type WaitlistEntryCommon = {
  readonly id: WaitlistEntryId;
  readonly target: WaitlistTarget;
  /** Of the hospital's clocks, on which the wanted dates are. */
  readonly zone: ZoneId;
  /** The dates `[from, until)`. */
  readonly wanted: { readonly from: LocalDate; readonly until: LocalDate };
  readonly patientId: PatientId;
  readonly personId: PersonId;
  readonly joinedBy: AccountId;
  /** A dispatcher may join for a patient on the phone. */
  readonly joinedAs: 'U' | 'D';
  readonly createdAt: Date;
  /** Its place in the line: the earlier one comes first. Begins anew when an offer has expired. */
  readonly waitingSince: Date;
  /** Offers that ended without an answer since the entry was made or went on. */
  readonly expiries: number;
  readonly version: number;
};

/** An entry of the waitlist 候补. A field exists in the states where it means something. */
export type WaitlistEntry = WaitlistEntryCommon &
  (
    | { readonly status: 'WAITING' | 'PAUSED' }
    | { readonly status: 'OFFERED'; readonly appointmentId: AppointmentId; readonly offeredUntil: Date }
    | { readonly status: 'ACCEPTED'; readonly appointmentId: AppointmentId; readonly endedAt: Date }
    | { readonly status: 'DECLINED' | 'CANCELLED' | 'LAPSED'; readonly endedAt: Date }
  );

/** What every state has. */
export const commonOfEntry = (entry: WaitlistEntry): WaitlistEntryCommon => {
  const { id, target, zone, wanted, patientId, personId, joinedBy, joinedAs } = entry;
  const { createdAt, waitingSince, expiries, version } = entry;
  const whose = { id, target, zone, wanted, patientId, personId, joinedBy, joinedAs };
  return { ...whose, createdAt, waitingSince, expiries, version };
};
