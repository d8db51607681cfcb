import type {
  Appointment,
  AppointmentEvent,
  ClinicErrand,
  ErrandOutcome,
  FreedSeat,
} from '../appointments/index.js';
import type { ClinicSystem } from '../clinic-systems/index.js';
import { type ClinicPolicy, defaultClinicPolicy } from '../clinics/index.js';
import type {
  ClinicSession,
  Department,
  Doctor,
  HolidayRule,
  Room,
  StoredException,
  StoredTemplate,
} from '../schedules/index.js';
import type { ClinicSystemId, TenantId } from '../shared/ids.js';
import type { Published } from '../shared/publishing.js';
import type { WaitlistEntry, WaitlistOffer } from '../waitlist/index.js';
import { type Table, table } from './in-memory-table.js';

export type SessionRow = { readonly session: ClinicSession; readonly lastTicket: number };
export type SeatReturnRow = FreedSeat & {
  readonly dueAt: Date;
  readonly returnedAt?: Date;
  readonly waitlistSince?: Date;
};
/** An errand with what came of its last attempt. */
export type ErrandRow = ClinicErrand &
  ErrandOutcome & { readonly systemId: ClinicSystemId; readonly openSince: Date; readonly leaseUntil?: Date };
export type HolidayRuleRow = { readonly tenantId: TenantId; readonly rule: HolidayRule };

/** The first version is everybody's. */
export type ClinicPolicyRow = { readonly tenantId?: TenantId; readonly published: Published<ClinicPolicy> };

/** The key of the version that every tenant begins with. */
export const FIRST_POLICY = '1';

const firstPolicies = (): Table<ClinicPolicyRow> => {
  const policies = table<ClinicPolicyRow>('clinic policies');
  policies.put(FIRST_POLICY, { published: { policy: defaultClinicPolicy, inForceFrom: new Date(0) } });
  return policies;
};

/** Everything that the in-memory platform knows of clinics. */
export type ClinicTables = {
  readonly departments: Table<Department>;
  readonly doctors: Table<Doctor>;
  readonly rooms: Table<Room>;
  readonly templates: Table<StoredTemplate>;
  readonly exceptions: Table<StoredException>;
  /** Keys are tenant and date. */
  readonly holidayRules: Table<HolidayRuleRow>;
  /** Keys are tenant and version; the first version is under no tenant. */
  readonly clinicPolicies: Table<ClinicPolicyRow>;
  readonly sessions: Table<SessionRow>;
  readonly appointments: Table<Appointment>;
  /** Keys are tenant and hospital. */
  readonly systems: Table<ClinicSystem>;
  readonly errands: Table<ErrandRow>;
  /** Keys are appointment and version. */
  readonly appointmentEvents: Table<AppointmentEvent>;
  /** Keys are session and ticket. */
  readonly seatReturns: Table<SeatReturnRow>;
  readonly waitlistEntries: Table<WaitlistEntry>;
  /** Keys are department and number. */
  readonly waitlistOffers: Table<WaitlistOffer>;
};

export const emptyClinicTables = (): ClinicTables => ({
  departments: table('departments'),
  doctors: table('doctors'),
  rooms: table('rooms'),
  templates: table('weekly templates'),
  exceptions: table('schedule exceptions'),
  holidayRules: table('holiday rules'),
  clinicPolicies: firstPolicies(),
  sessions: table('clinic sessions'),
  appointments: table('appointments'),
  systems: table('systems of clinics'),
  errands: table('errands'),
  appointmentEvents: table('appointment events'),
  seatReturns: table('seat returns'),
  waitlistEntries: table('waitlist entries'),
  waitlistOffers: table('waitlist offers'),
});

export const copyOfClinic = (tables: ClinicTables): ClinicTables => ({
  departments: tables.departments.copy(),
  doctors: tables.doctors.copy(),
  rooms: tables.rooms.copy(),
  templates: tables.templates.copy(),
  exceptions: tables.exceptions.copy(),
  holidayRules: tables.holidayRules.copy(),
  clinicPolicies: tables.clinicPolicies.copy(),
  sessions: tables.sessions.copy(),
  appointments: tables.appointments.copy(),
  systems: tables.systems.copy(),
  errands: tables.errands.copy(),
  appointmentEvents: tables.appointmentEvents.copy(),
  seatReturns: tables.seatReturns.copy(),
  waitlistEntries: tables.waitlistEntries.copy(),
  waitlistOffers: tables.waitlistOffers.copy(),
});
