import { createHash } from 'node:crypto';
import type { AccountId, TenantId } from '@banzhen/domain/shared/ids';
import type { Seeds, VisitStoresFixture } from '@banzhen/domain/testing/contracts';
import { postgresAuditChains } from '../audit/postgres-audit-chains.js';
import { postgresAuditReader } from '../audit/postgres-audit-reader.js';
import { postgresCheckpointBook } from '../audit/postgres-checkpoint-book.js';
import { postgresLedgerBooks } from '../ledger/postgres-ledger-books.js';
import { postgresMembers } from '../membership/postgres-members.js';
import { publishMembershipPolicy } from '../membership/postgres-membership-policies.js';
import { postgresDeliveries } from '../messaging/postgres-deliveries.js';
import { postgresOutboxRelay } from '../messaging/postgres-outbox-relay.js';
import type { OpenDatabase } from '../open-database.js';
import { publishFirstVisitPolicy } from '../orders/postgres-policies.js';
import { postgresStrandedOrders } from '../orders/postgres-stranded-orders.js';
import { postgresDueTimers } from '../orders/postgres-timers.js';
import { postgresPaymentWork } from '../payments/postgres-payment-work.js';
import { postgresUnitOfWork } from '../postgres-unit-of-work.js';
import { saveAccount, saveEscort, savePatient } from '../registry/save-people.js';
import { saveCity, saveService, upsertHospitals } from '../registry/save-places.js';
import { postgresPruner } from '../retention/postgres-pruner.js';
import { uuidv7Ids } from '../uuidv7.js';
import { testSealer } from './test-sealer.js';

/** Master records straight into the tables; accounts appear where a record names them. */
export const seedsInto = ({ db }: OpenDatabase): Seeds => {
  const database = { db, sealer: testSealer };
  const ids = uuidv7Ids();
  const addAccount = (id: AccountId, tenantId: TenantId) =>
    saveAccount(database, { id, tenantId, displayName: '测试', staffRoles: [] });
  return {
    addCity: (city) => saveCity(db, { ...city, nameZh: city.code, nameEn: city.code }),
    async addHospital({ id, cityCode, name, place }) {
      const row = { id, code: id, name, district: '', kind: '', grade: '', ...(place ? { place } : {}) };
      await upsertHospitals(db, cityCode, [row], ids);
    },
    addService: (cityCode, service) => saveService(db, cityCode, service),
    async addPatient(patient) {
      for (const { accountId } of patient.grants) await addAccount(accountId, patient.tenantId);
      await savePatient(database, patient, '测试');
    },
    async addMember(member, policy) {
      await addAccount(member.accountId, member.tenantId);
      await publishMembershipPolicy(db, policy, new Date('1980-01-01T00:00:00Z'));
      const saved = await postgresMembers(db).save(member);
      if (!saved.ok) throw new Error('there is a membership already');
    },
    async addEscort(profile) {
      await addAccount(profile.accountId, profile.tenantId);
      await saveEscort(db, profile);
    },
    async publishPolicy(policy, inForceFrom) {
      await publishFirstVisitPolicy(db, policy, inForceFrom);
    },
  };
};

/** The adapters of this package as the contract suites want them. */
export const visitStoresFixture = (database: OpenDatabase): VisitStoresFixture => ({
  unitOfWork: postgresUnitOfWork(database.db, { news: database.news, sealer: testSealer }),
  dueTimers: postgresDueTimers(database.db),
  strandedOrders: postgresStrandedOrders(database.db),
  paymentWork: postgresPaymentWork(database.db),
  relay: postgresOutboxRelay(database.db, database.news),
  deliveries: postgresDeliveries(database.db),
  books: postgresLedgerBooks(database.db),
  audit: {
    reader: postgresAuditReader(database.db),
    chains: postgresAuditChains(database.db),
    book: postgresCheckpointBook(database.db),
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  },
  pruner: postgresPruner(database.db, { vacuumed: database.kind === 'embedded' ? database.db : undefined }),
  seeds: seedsInto(database),
  close: database.close,
});
