export {
  createTestDatabase,
  openMemoryDatabase,
  openTestDatabase,
  type TestDatabase,
} from './test-database.js';
export { seedsInto, visitStoresFixture } from './visit-stores-fixture.js';
