import type { ClinicStores } from '@banzhen/domain/clinics';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { postgresAuditTrail } from '../audit/postgres-audit-trail.js';
import { postgresBundleLinks } from '../bundles/postgres-bundles.js';
import { postgresConnectedHospitals } from '../clinic-systems/postgres-clinic-systems.js';
import type { Database } from '../database.js';
import { postgresMembers } from '../membership/postgres-members.js';
import { postgresMembershipPolicies } from '../membership/postgres-membership-policies.js';
import { postgresPrivilegeQuotas } from '../membership/postgres-privilege-quotas.js';
import { postgresIdempotency } from '../messaging/postgres-idempotency.js';
import { postgresOutbox } from '../messaging/postgres-outbox.js';
import { type UnitOfWorkParts, unitOfWorkOn } from '../postgres-unit-of-work.js';
import { postgresCatalogue } from '../pricing/postgres-catalogue.js';
import type { StoreParts } from '../visit-stores.js';
import { postgresAppointmentHistory } from './postgres-appointment-history.js';
import { postgresAppointments } from './postgres-appointments.js';
import { postgresClinicPolicies } from './postgres-clinic-policies.js';
import { postgresClinicSessions } from './postgres-clinic-sessions.js';
import { postgresDirectory } from './postgres-directory.js';
import { postgresExceptions } from './postgres-exceptions.js';
import { postgresHolidayRules } from './postgres-holiday-rules.js';
import { postgresSeatSeekers } from './postgres-seat-seekers.js';
import { postgresSeatDesk, postgresSeatReturns } from './postgres-seats.js';
import { postgresSessionBook } from './postgres-session-book.js';
import { postgresTemplates } from './postgres-templates.js';
import { postgresWaitlist } from './postgres-waitlist.js';

/** Every store of clinics on one transaction. */
export const clinicStores = (
  tx: Database,
  { sealer, ids, membershipPolicies, onMessage }: StoreParts,
): ClinicStores => ({
  directory: postgresDirectory(tx),
  templates: postgresTemplates(tx),
  exceptions: postgresExceptions(tx),
  holidays: postgresHolidayRules(tx),
  sessions: postgresClinicSessions(tx),
  sessionBook: postgresSessionBook(tx),
  seats: postgresSeatDesk(tx),
  seekers: postgresSeatSeekers(tx),
  returns: postgresSeatReturns(tx),
  appointments: postgresAppointments(tx),
  connected: postgresConnectedHospitals(tx),
  history: postgresAppointmentHistory({ db: tx, sealer }),
  waitlist: postgresWaitlist(tx),
  bundleLinks: postgresBundleLinks(tx),
  catalogue: postgresCatalogue(tx),
  members: postgresMembers(tx),
  membershipPolicies: postgresMembershipPolicies(tx, membershipPolicies),
  clinicPolicies: postgresClinicPolicies(tx),
  privilegeQuotas: postgresPrivilegeQuotas(tx),
  audit: postgresAuditTrail(tx),
  outbox: postgresOutbox(tx, ids, onMessage),
  idempotency: postgresIdempotency(tx),
});

/** Transactions about clinic sessions and their seats, READ COMMITTED: `take_seats` depends on it (5.10). */
export const postgresClinicUnitOfWork = (db: Database, parts: UnitOfWorkParts): UnitOfWork<ClinicStores> =>
  unitOfWorkOn(db, parts, clinicStores);
