import type { ClinicStores } from '../clinics/index.js';
import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { ClinicStoresFixture } from './contracts/clinic-fixture.js';
import { fixedOffsetCalendar } from './fixed-calendar.js';
import {
  inMemoryAppointmentHistory,
  inMemoryAppointments,
  inMemoryDueAppointments,
  inMemorySeatSeekers,
} from './in-memory-appointments.js';
import { inMemoryAuditStores, inMemoryAuditTrail } from './in-memory-audit.js';
import { inMemoryBundleLinks } from './in-memory-bundles.js';
import { inMemoryCatalogue } from './in-memory-catalogue.js';
import { inMemoryClinicPolicies } from './in-memory-clinic-policies.js';
import { inMemoryClinicSessions } from './in-memory-clinic-sessions.js';
import { inMemoryClinicSystems } from './in-memory-clinic-systems.js';
import { type InMemoryDatabase, inMemoryDatabase } from './in-memory-database.js';
import { inMemoryDirectory, inMemoryHolidayRules } from './in-memory-directory.js';
import { holdDeskOver } from './in-memory-hold-desk.js';
import { inMemoryIdempotency } from './in-memory-idempotency.js';
import {
  inMemoryMemberStore,
  inMemoryMembershipPolicies,
  inMemoryPrivilegeQuotas,
} from './in-memory-membership.js';
import { inMemoryOutbox } from './in-memory-messages.js';
import { inMemorySeatDesk, inMemorySeatReturns } from './in-memory-seats.js';
import { inMemorySeeds } from './in-memory-seeds.js';
import type { Tables } from './in-memory-tables.js';
import { inMemoryExceptions, inMemorySessionBook, inMemoryTemplates } from './in-memory-templates.js';
import { inMemoryWaitlist } from './in-memory-waitlist.js';

/** The clinics of the tests are in Beijing. */
const beijing = fixedOffsetCalendar({ offsetMinutes: 480 });

/** Every store of clinics over these tables. */
export const clinicStoresOver = (tables: Tables): ClinicStores => ({
  catalogue: inMemoryCatalogue(tables),
  directory: inMemoryDirectory(tables),
  templates: inMemoryTemplates(tables),
  exceptions: inMemoryExceptions(tables),
  holidays: inMemoryHolidayRules(tables),
  sessions: inMemoryClinicSessions(tables),
  sessionBook: inMemorySessionBook(tables),
  seats: inMemorySeatDesk(tables),
  seekers: inMemorySeatSeekers(tables),
  returns: inMemorySeatReturns(tables),
  appointments: inMemoryAppointments(tables),
  connected: {
    isConnected: async (tenantId, hospitalId) =>
      (await inMemoryClinicSystems(tables).at(tenantId, hospitalId)) !== undefined,
  },
  history: inMemoryAppointmentHistory(tables),
  waitlist: inMemoryWaitlist(tables, (instant, zone) => beijing.wallTime(instant, zone).date),
  bundleLinks: inMemoryBundleLinks(tables),
  members: inMemoryMemberStore(tables.membership),
  membershipPolicies: inMemoryMembershipPolicies(tables.membership),
  clinicPolicies: inMemoryClinicPolicies(tables),
  privilegeQuotas: inMemoryPrivilegeQuotas(tables.membership),
  audit: inMemoryAuditTrail(tables),
  outbox: inMemoryOutbox(tables),
  idempotency: inMemoryIdempotency(tables),
});

/** The in-memory adapters of clinic sessions and their seats, as the contract suites want them. */
export const inMemoryClinicStores = (database = inMemoryDatabase()): ClinicStoresFixture => {
  const unitOfWork: UnitOfWork<ClinicStores> = {
    run: (work) => database.transaction((tables) => work(clinicStoresOver(tables))),
  };
  return { unitOfWork, holdDesk: holdDeskOver(unitOfWork), ...besidesStores(database) };
};

const besidesStores = (
  database: InMemoryDatabase,
): Pick<ClinicStoresFixture, 'audit' | 'due' | 'seeds' | 'close'> => ({
  audit: inMemoryAuditStores(database).reader,
  due: inMemoryDueAppointments(database, (instant, zone) => beijing.wallTime(instant, zone).date),
  seeds: {
    ...inMemorySeeds(database),
    saveDetails: (id, details) => database.write(({ patientDetails }) => patientDetails.put(id, details)),
  },
  close: async () => undefined,
});
