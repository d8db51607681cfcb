export { DataDirInUse, DataDirLockUnreadable, lockDataDir } from '../data-dir-lock.js';
export { rowOf, rowsOf, run } from '../database.js';
export { databaseFailure, safely, withSafeErrors } from '../database-failure.js';
export { ordersRelatedTo } from '../queries/relation-sql.js';
export * as schema from '../schema/index.js';
export { sql } from '../statement.js';
export { accountStoresFixture } from './account-stores-fixture.js';
export { bundleStoresFixture } from './bundle-stores-fixture.js';
export { calendarStoresFixture } from './calendar-stores-fixture.js';
export { type Catalogue, type CatalogueColumn, readCatalogue } from './catalogue.js';
export { certificationsFixture } from './certifications-fixture.js';
export { clinicStoresFixture } from './clinic-stores-fixture.js';
export { clinicSystemsFixture } from './clinic-systems-fixture.js';
export { conversationFixture } from './conversation-fixture.js';
export { feedsReached } from './feeds-reached.js';
export { membershipStoresFixture } from './membership-stores-fixture.js';
export { readNumbers, writeNumber } from './numbers.js';
export { partnerStoresFixture } from './partner-stores-fixture.js';
export { patientStoresFixture } from './patient-stores-fixture.js';
export { readSealed, type SealedSeen } from './read-sealed.js';
export {
  createTestDatabase,
  openTestDatabase,
  type TestDatabase,
} from './test-database.js';
export { testSealer, testVault } from './test-sealer.js';
export { seedsInto, visitStoresFixture } from './visit-stores-fixture.js';
export { webhookStoresFixture } from './webhook-stores-fixture.js';
