import type { UnitOfWork } from '../shared/unit-of-work.js';
import type { VisitStores } from '../visits/stores.js';
import type { VisitStoresFixture } from './contracts/fixture.js';
import { inMemoryAuditStores, inMemoryAuditTrail } from './in-memory-audit.js';
import { inMemoryBundleLinks } from './in-memory-bundles.js';
import {
  inMemoryCatalogue,
  inMemoryPatients,
  inMemoryPriceLists,
  inMemoryQuotes,
} from './in-memory-catalogue.js';
import { inMemoryDatabase } from './in-memory-database.js';
import { inMemoryEscorts, inMemoryOffers } from './in-memory-dispatch.js';
import { inMemoryHolds } from './in-memory-holds.js';
import { inMemoryIdempotency } from './in-memory-idempotency.js';
import { inMemoryBooks, inMemoryLedger } from './in-memory-ledger.js';
import {
  inMemoryMemberStore,
  inMemoryMembershipPolicies,
  inMemoryPrivilegeQuotas,
} from './in-memory-membership.js';
import { inMemoryDeliveries, inMemoryInbox, inMemoryOutbox, inMemoryRelay } from './in-memory-messages.js';
import {
  inMemoryCancellationQuotes,
  inMemoryPolicies,
  inMemoryReviews,
  inMemoryServiceLog,
  inMemoryTimeline,
} from './in-memory-order-records.js';
import { inMemoryOrders } from './in-memory-orders.js';
import { inMemoryPayments, inMemoryPaymentWork, inMemoryRefunds } from './in-memory-payments.js';
import { inMemoryPruner } from './in-memory-pruner.js';
import { inMemorySeeds } from './in-memory-seeds.js';
import { inMemoryStrandedOrders } from './in-memory-stranded.js';
import { copyOf, type Tables } from './in-memory-tables.js';
import { inMemoryDueTimers, inMemoryTimers } from './in-memory-timers.js';

export type InMemoryPlatform = VisitStoresFixture & {
  /** Looks at the committed state through the same stores; what `look` writes is thrown away. */
  read<T>(look: (stores: VisitStores) => Promise<T>): Promise<T>;
};

/** Every store of a visit over these tables. */
export const visitStoresOver = (tables: Tables): VisitStores => ({
  orders: inMemoryOrders(tables),
  holds: inMemoryHolds(tables),
  timers: inMemoryTimers(tables),
  timeline: inMemoryTimeline(tables),
  cancellationQuotes: inMemoryCancellationQuotes(tables),
  serviceLog: inMemoryServiceLog(tables),
  reviews: inMemoryReviews(tables),
  policies: inMemoryPolicies(tables),
  catalogue: inMemoryCatalogue(tables),
  priceLists: inMemoryPriceLists(tables),
  quotes: inMemoryQuotes(tables),
  patients: inMemoryPatients(tables),
  members: inMemoryMemberStore(tables.membership),
  membershipPolicies: inMemoryMembershipPolicies(tables.membership),
  privilegeQuotas: inMemoryPrivilegeQuotas(tables.membership),
  offers: inMemoryOffers(tables),
  escorts: inMemoryEscorts(tables),
  bundleLinks: inMemoryBundleLinks(tables),
  payments: inMemoryPayments(tables),
  refunds: inMemoryRefunds(tables),
  ledger: inMemoryLedger(tables),
  audit: inMemoryAuditTrail(tables),
  outbox: inMemoryOutbox(tables),
  inbox: inMemoryInbox(tables),
  idempotency: inMemoryIdempotency(tables),
});

/**
 * Everything a visit needs to store, in this process: one shared state, transactions one after the other, the same
 * refusals as the database gives. It starts empty; `seeds` puts a city, people and a policy in place.
 */
export const inMemoryPlatform = (database = inMemoryDatabase()): InMemoryPlatform => {
  const unitOfWork: UnitOfWork<VisitStores> = {
    run: (work) => database.transaction((tables) => work(visitStoresOver(tables))),
  };
  return {
    unitOfWork,
    read: (look) => look(visitStoresOver(copyOf(database.committed()))),
    dueTimers: inMemoryDueTimers(database),
    strandedOrders: inMemoryStrandedOrders(database),
    paymentWork: inMemoryPaymentWork(database),
    relay: inMemoryRelay(database),
    deliveries: inMemoryDeliveries(database),
    books: inMemoryBooks(database),
    audit: inMemoryAuditStores(database),
    pruner: inMemoryPruner(database),
    seeds: inMemorySeeds(database),
    close: async () => undefined,
  };
};
