import type {
  AppointmentHistory,
  AppointmentStore,
  ConnectedHospitals,
  SeatDesk,
  SeatReturns,
  SeatSeekers,
} from '../appointments/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { MemberStore, MembershipPolicies, PrivilegeQuotas } from '../membership/index.js';
import type { Outbox } from '../messaging/index.js';
import type { Catalogue } from '../pricing/index.js';
import type {
  ClinicDirectory,
  ClinicSessionStore,
  ExceptionStore,
  HolidayRules,
  SessionBook,
  TemplateStore,
} from '../schedules/index.js';
import type { BundleLinks } from '../shared/bundle-links.js';
import type { IdempotencyStore } from '../shared/idempotency.js';
import type { PublishedPolicies } from '../shared/publishing.js';
import type { WaitlistStore } from '../waitlist/index.js';
import type { ClinicPolicy } from './clinic-policy.js';

/** Everything that one transaction about clinic sessions and their seats may touch. */
export type ClinicStores = {
  readonly catalogue: Pick<Catalogue, 'city' | 'hospital'>;
  readonly directory: ClinicDirectory;
  readonly templates: TemplateStore;
  readonly exceptions: ExceptionStore;
  readonly holidays: HolidayRules;
  readonly sessions: ClinicSessionStore;
  readonly sessionBook: SessionBook;
  readonly seats: SeatDesk;
  readonly seekers: SeatSeekers;
  readonly returns: SeatReturns;
  readonly appointments: AppointmentStore;
  readonly connected: ConnectedHospitals;
  readonly history: AppointmentHistory;
  readonly waitlist: WaitlistStore;
  readonly bundleLinks: BundleLinks;
  readonly members: Pick<MemberStore, 'findAll'>;
  readonly membershipPolicies: Pick<MembershipPolicies, 'version'>;
  readonly clinicPolicies: PublishedPolicies<ClinicPolicy>;
  readonly privilegeQuotas: Pick<PrivilegeQuotas, 'take' | 'giveBack'>;
  readonly audit: AuditTrail;
  readonly outbox: Outbox;
  readonly idempotency: IdempotencyStore;
};
