import type { AuditTrail } from '../audit/index.js';
import type { EscortPool, OfferStore } from '../dispatch/index.js';
import type { Ledger } from '../ledger/index.js';
import type { MemberStore, MembershipPolicies, PrivilegeQuotas } from '../membership/index.js';
import type { Inbox, Outbox } from '../messaging/index.js';
import type {
  CancellationQuoteStore,
  HoldStore,
  OrderRepository,
  ReviewStore,
  ServiceLog,
  Timeline,
  TimerStore,
  VisitPolicies,
} from '../orders/index.js';
import type { PatientStore } from '../patients/index.js';
import type { PaymentStore, RefundStore } from '../payments/index.js';
import type { Catalogue, PriceLists, QuoteStore } from '../pricing/index.js';
import type { BundleLinks } from '../shared/bundle-links.js';
import type { IdempotencyStore } from '../shared/idempotency.js';

/** Everything that one transaction about a visit may touch. */
export type VisitStores = {
  readonly orders: OrderRepository;
  readonly holds: HoldStore;
  readonly timers: TimerStore;
  readonly timeline: Timeline;
  readonly cancellationQuotes: CancellationQuoteStore;
  readonly serviceLog: ServiceLog;
  readonly reviews: ReviewStore;
  readonly policies: VisitPolicies;
  readonly catalogue: Catalogue;
  readonly priceLists: PriceLists;
  readonly quotes: QuoteStore;
  readonly patients: PatientStore;
  readonly members: Pick<MemberStore, 'find'>;
  readonly membershipPolicies: Pick<MembershipPolicies, 'version'>;
  readonly privilegeQuotas: Pick<PrivilegeQuotas, 'take' | 'taken'>;
  readonly offers: OfferStore;
  readonly escorts: EscortPool;
  readonly bundleLinks: BundleLinks;
  readonly payments: PaymentStore;
  readonly refunds: RefundStore;
  readonly ledger: Ledger;
  readonly audit: AuditTrail;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly idempotency: IdempotencyStore;
};
