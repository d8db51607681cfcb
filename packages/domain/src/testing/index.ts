export * from './builders/a-clinic-session.js';
export * from './builders/a-member.js';
export * from './builders/a-quote.js';
export * from './builders/a-template.js';
export * from './builders/a-waitlist-entry.js';
export * from './builders/an-appointment.js';
export * from './builders/an-order.js';
export * from './builders/beijing.js';
export * from './builders/people.js';
export type {
  HospitalSeed,
  OpenVisitStores,
  Seeds,
  VisitStoresFixture,
} from './contracts/fixture.js';
export * from './fixed-calendar.js';
export * from './fixed-clock.js';
export * from './in-memory-accounts.js';
export * from './in-memory-bundle-stores.js';
export * from './in-memory-calendars.js';
export * from './in-memory-certifications.js';
export * from './in-memory-clinic.js';
export * from './in-memory-clinic-errands.js';
export * from './in-memory-clinic-system-stores.js';
export * from './in-memory-clinic-systems.js';
export * from './in-memory-clinics.js';
export { inMemoryConversations, inMemoryConversationUnitOfWork } from './in-memory-conversations.js';
export { type InMemoryDatabase, inMemoryDatabase } from './in-memory-database.js';
export * from './in-memory-hold-desk.js';
export * from './in-memory-members.js';
export * from './in-memory-partners.js';
export * from './in-memory-payment-provider.js';
export * from './in-memory-people.js';
export * from './in-memory-platform.js';
export * from './in-memory-schedules.js';
export * from './in-memory-visits.js';
export * from './in-memory-webhooks.js';
export * from './scripted-ids.js';
export * from './toy-secrets.js';
export * from './waiting-families.js';
