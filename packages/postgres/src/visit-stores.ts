import type { IdSource } from '@banzhen/domain/shared/ids';
import type { VisitStores } from '@banzhen/domain/visits';
import { postgresAuditTrail } from './audit/postgres-audit-trail.js';
import { postgresBundleLinks } from './bundles/postgres-bundles.js';
import type { Database } from './database.js';
import { postgresEscortPool } from './dispatch/postgres-escort-pool.js';
import { postgresOffers } from './dispatch/postgres-offers.js';
import { postgresLedger } from './ledger/postgres-ledger.js';
import { postgresMembers } from './membership/postgres-members.js';
import {
  type MembershipPolicyCache,
  postgresMembershipPolicies,
} from './membership/postgres-membership-policies.js';
import { postgresPrivilegeQuotas } from './membership/postgres-privilege-quotas.js';
import { postgresIdempotency } from './messaging/postgres-idempotency.js';
import { postgresInbox } from './messaging/postgres-inbox.js';
import { postgresOutbox } from './messaging/postgres-outbox.js';
import { postgresCancellationQuotes } from './orders/postgres-cancellation-quotes.js';
import { postgresHolds } from './orders/postgres-holds.js';
import { postgresOrders } from './orders/postgres-orders.js';
import { type PolicyCache, postgresPolicies } from './orders/postgres-policies.js';
import { postgresReviews } from './orders/postgres-reviews.js';
import { postgresServiceLog } from './orders/postgres-service-log.js';
import { postgresTimeline } from './orders/postgres-timeline.js';
import { postgresTimers } from './orders/postgres-timers.js';
import { postgresPatients } from './patients/postgres-patients.js';
import { postgresPayments } from './payments/postgres-payments.js';
import { postgresRefunds } from './payments/postgres-refunds.js';
import { postgresCatalogue } from './pricing/postgres-catalogue.js';
import { postgresPriceLists } from './pricing/postgres-price-lists.js';
import { postgresQuotes } from './pricing/postgres-quotes.js';
import type { FieldSealer } from './sealing/field-sealer.js';

export type StoreParts = {
  readonly sealer: FieldSealer;
  readonly ids: IdSource;
  readonly policies: PolicyCache;
  readonly membershipPolicies: MembershipPolicyCache;
  /** Called when a message was written that a commit will make visible. */
  readonly onMessage: () => void;
};

/** Every store of a visit on one transaction. */
export const postgresVisitStores = (tx: Database, { sealer, ...parts }: StoreParts): VisitStores => ({
  orders: postgresOrders(tx),
  holds: postgresHolds(tx),
  timers: postgresTimers(tx, parts.ids),
  timeline: postgresTimeline({ db: tx, sealer }),
  cancellationQuotes: postgresCancellationQuotes(tx),
  serviceLog: postgresServiceLog({ db: tx, sealer }),
  reviews: postgresReviews({ db: tx, sealer }),
  policies: postgresPolicies(tx, parts.policies),
  catalogue: postgresCatalogue(tx),
  priceLists: postgresPriceLists(tx),
  quotes: postgresQuotes(tx),
  patients: postgresPatients({ db: tx, sealer }),
  members: postgresMembers(tx),
  membershipPolicies: postgresMembershipPolicies(tx, parts.membershipPolicies),
  privilegeQuotas: postgresPrivilegeQuotas(tx),
  offers: postgresOffers({ db: tx, sealer }),
  escorts: postgresEscortPool(tx),
  bundleLinks: postgresBundleLinks(tx),
  payments: postgresPayments(tx),
  refunds: postgresRefunds(tx),
  ledger: postgresLedger(tx),
  audit: postgresAuditTrail(tx),
  outbox: postgresOutbox(tx, parts.ids, parts.onMessage),
  inbox: postgresInbox(tx),
  idempotency: postgresIdempotency(tx),
});
