export { postgresAccountUnitOfWork } from './accounts/postgres-account-unit-of-work.js';
export { postgresSessionReader } from './accounts/postgres-session-reader.js';
export { type Asker, askerOf, nobody, platformAsker } from './asker.js';
export { postgresAuditChains } from './audit/postgres-audit-chains.js';
export { postgresAuditReader } from './audit/postgres-audit-reader.js';
export { postgresAuditTrail } from './audit/postgres-audit-trail.js';
export { postgresCheckpointBook } from './audit/postgres-checkpoint-book.js';
export { postgresBundleUnitOfWork } from './bundles/postgres-bundle-unit-of-work.js';
export { postgresDueBundles } from './bundles/postgres-bundles.js';
export { postgresCalendarReader } from './calendars/postgres-calendar-reader.js';
export { postgresCalendarUnitOfWork } from './calendars/postgres-calendar-unit-of-work.js';
export { postgresCertificationUnitOfWork } from './certification/postgres-certification-unit-of-work.js';
export { postgresDueCertifications } from './certification/postgres-due-certifications.js';
export { postgresDueAppointments } from './clinic/postgres-appointments.js';
export { postgresClinicUnitOfWork } from './clinic/postgres-clinic-unit-of-work.js';
export { postgresHoldDesk } from './clinic/postgres-hold-desk.js';
export { postgresClinicErrands } from './clinic-systems/postgres-clinic-errands.js';
export { postgresClinicSystemUnitOfWork } from './clinic-systems/postgres-clinic-system-unit-of-work.js';
export { postgresConversationUnitOfWork } from './conversations/postgres-conversation-unit-of-work.js';
export { DataDirInUse } from './data-dir-lock.js';
export type { Database } from './database.js';
export { DatabaseFailure } from './database-failure.js';
export { postgresLedgerBooks } from './ledger/postgres-ledger-books.js';
export { postgresDueMembers } from './membership/postgres-members.js';
export { publishMembershipPolicy } from './membership/postgres-membership-policies.js';
export { postgresMembershipUnitOfWork } from './membership/postgres-membership-unit-of-work.js';
export { postgresDeliveries } from './messaging/postgres-deliveries.js';
export { postgresOutboxRelay } from './messaging/postgres-outbox-relay.js';
export { isMigrated, MigrationChanged, migrate } from './migrate.js';
export { type DatabaseConfig, type OpenDatabase, openDatabase } from './open-database.js';
export { publishFirstVisitPolicy, publishVisitPolicy } from './orders/postgres-policies.js';
export { postgresStrandedOrders } from './orders/postgres-stranded-orders.js';
export { postgresDueTimers } from './orders/postgres-timers.js';
export { postgresPartnerKeyReader } from './partners/postgres-partner-key-reader.js';
export { postgresPartnerUnitOfWork } from './partners/postgres-partner-unit-of-work.js';
export { lockConsentDocuments, publishConsentDocument } from './patients/postgres-consents.js';
export { postgresPatientUnitOfWork } from './patients/postgres-patient-unit-of-work.js';
export { postgresPaymentWork } from './payments/postgres-payment-work.js';
export { postgresSandboxStore } from './payments/postgres-sandbox-store.js';
export { postgresExpiringPoints } from './points/postgres-expiring-points.js';
export {
  postgresReadings,
  postgresUnitOfWork,
  type ReadingStores,
  transact,
} from './postgres-unit-of-work.js';
export { postgresCatalogue } from './pricing/postgres-catalogue.js';
export type { ReplicaConfig, ReplicaState } from './replica/replica-watch.js';
export { postgresPruner } from './retention/postgres-pruner.js';
export { uuidv7, uuidv7Ids } from './uuidv7.js';
export { postgresWebhookQueue } from './webhooks/postgres-webhook-queue.js';
export { postgresWebhookUnitOfWork } from './webhooks/postgres-webhook-unit-of-work.js';
