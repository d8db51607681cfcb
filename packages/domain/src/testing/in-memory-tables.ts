import type { ChainRow } from '../audit/index.js';
import type { Bundle, SeenHalves } from '../bundles/index.js';
import type { CalendarLink } from '../calendars/index.js';
import type { Certification, DocumentReveal, EscortDescription, Measure } from '../certification/index.js';
import type { Consent, ConsentDocument } from '../consents/index.js';
import type { EscortProfile, Offer } from '../dispatch/index.js';
import type { StoredFile } from '../files/index.js';
import type { Posting } from '../ledger/index.js';
import type { Message } from '../messaging/index.js';
import type {
  ArmedTimer,
  CancellationQuote,
  Holds,
  Order,
  OrderEvent,
  Review,
  ServiceLogEntry,
} from '../orders/index.js';
import type { BookedSettlement, KeyUse, Partner, PartnerKey } from '../partners/index.js';
import type { Invitation, Patient, PatientDetails, Reveal } from '../patients/index.js';
import type { Payment, Refund } from '../payments/index.js';
import type { City, OfferedService, PublishedPriceList, Quote } from '../pricing/index.js';
import type { CertificationId, OrderId, PatientId, TenantId } from '../shared/ids.js';
import type { Money } from '../shared/money.js';
import type { Published } from '../shared/publishing.js';
import type { VisitPolicy } from '../shared/visit-policy.js';
import type { HospitalSeed } from './contracts/fixture.js';
import { type AccountTables, copyOfAccounts, emptyAccountTables } from './in-memory-account-tables.js';
import { type ClinicTables, copyOfClinic, emptyClinicTables } from './in-memory-clinic-tables.js';
import {
  type ConversationTables,
  copyOfConversations,
  emptyConversationTables,
} from './in-memory-conversation-tables.js';
import { copyOfMembers, emptyMemberTables, type MemberTables } from './in-memory-member-tables.js';
import { type Table, table } from './in-memory-table.js';
import { copyOfWebhooks, emptyWebhookTables, type WebhookTables } from './in-memory-webhook-tables.js';
import { scriptedIds } from './scripted-ids.js';

export type HoldsRow = Holds & { readonly orderId: OrderId; readonly patientId: PatientId };
export type TimerRow = {
  readonly timer: ArmedTimer;
  readonly doneAt?: Date;
  readonly attempts: number;
  readonly postponed?: { readonly until: Date; readonly error: string };
};
/** The first version is everybody's. */
export type PolicyRow = { readonly tenantId?: TenantId; readonly published: Published<VisitPolicy> };
export type PostingRow = Posting & { readonly at: Date };
export type ClaimRow = { readonly requestHash: string; readonly answer: unknown; readonly at: Date };
export type MarkRow = { readonly messageId: string; readonly at: Date };
export type BundleRow = { readonly bundle: Bundle; readonly seen: SeenHalves };
export type MessageRow = {
  readonly message: Message;
  readonly claimedUntil?: Date;
  readonly publishedAt?: Date;
  readonly acknowledgedAt?: Date;
  readonly burial?: { readonly error: string; readonly at: Date };
};

/** Everything that the in-memory platform knows. */
export type Tables = {
  /** Ids of rows that the store numbers itself; like a sequence it never goes back. */
  readonly nextId: () => string;
  readonly orders: Table<Order>;
  readonly holds: Table<HoldsRow>;
  readonly timers: Table<TimerRow>;
  readonly events: Table<OrderEvent>;
  readonly cancellationQuotes: Table<CancellationQuote>;
  readonly logEntries: Table<ServiceLogEntry>;
  readonly reviews: Table<Review>;
  readonly policies: Table<PolicyRow>;
  readonly cities: Table<City>;
  readonly hospitals: Table<HospitalSeed>;
  readonly services: Table<OfferedService>;
  /** By account. */
  readonly escortDescriptions: Table<EscortDescription>;
  readonly priceLists: Table<{ readonly tenantId: TenantId; readonly published: PublishedPriceList }>;
  readonly quotes: Table<Quote>;
  readonly patients: Table<Patient>;
  readonly patientDetails: Table<PatientDetails>;
  readonly patientNames: Table<string>;
  readonly invitations: Table<Invitation>;
  readonly reveals: Table<Reveal>;
  /** Keys are kind and version. */
  readonly consentDocuments: Table<ConsentDocument>;
  readonly consents: Table<Consent>;
  readonly escorts: Table<EscortProfile>;
  readonly offers: Table<Offer>;
  readonly payments: Table<Payment>;
  readonly notices: Table<Date>;
  readonly refunds: Table<Refund>;
  readonly postings: Table<PostingRow>;
  /** Keys are accounts of the ledger. */
  readonly creditLimits: Table<Money>;
  /** Keys are stream and place. */
  readonly auditRows: Table<ChainRow>;
  readonly checkpointLines: Table<string>;
  readonly messages: Table<MessageRow>;
  readonly claims: Table<ClaimRow>;
  /** Keys are consumer and message. */
  readonly consumed: Table<MarkRow>;
  readonly signIns: AccountTables;
  readonly membership: MemberTables;
  readonly clinic: ClinicTables;
  readonly bundles: Table<BundleRow>;
  readonly calendarLinks: Table<CalendarLink>;
  readonly certifications: Table<Certification>;
  readonly documentReveals: Table<DocumentReveal>;
  readonly measures: Table<Measure>;
  /** Keys are tenant and number; the submission that was revoked. */
  readonly barredIdentities: Table<CertificationId>;
  readonly storedFiles: Table<StoredFile>;
  readonly partners: Table<Partner>;
  readonly partnerKeys: Table<PartnerKey>;
  /** Keys are key and day. */
  readonly keyUses: Table<KeyUse>;
  readonly settlements: Table<BookedSettlement>;
  readonly webhooks: WebhookTables;
  readonly talk: ConversationTables;
};

export const emptyTables = (): Tables => ({
  nextId: scriptedIds(0xdb).next,
  orders: table('orders'),
  holds: table('holds'),
  timers: table('timers'),
  events: table('events'),
  cancellationQuotes: table('cancellation quotes'),
  logEntries: table('log entries'),
  reviews: table('reviews'),
  policies: table('policies'),
  cities: table('cities'),
  hospitals: table('hospitals'),
  services: table('services'),
  escortDescriptions: table('escort descriptions'),
  priceLists: table('price lists'),
  quotes: table('quotes'),
  patients: table('patients'),
  patientDetails: table('patient details'),
  patientNames: table('names of patients'),
  invitations: table('invitations'),
  reveals: table('reveals'),
  consentDocuments: table('consent documents'),
  consents: table('consents'),
  escorts: table('escorts'),
  offers: table('offers'),
  payments: table('payments'),
  notices: table('notices'),
  refunds: table('refunds'),
  postings: table('postings'),
  creditLimits: table('credit limits'),
  auditRows: table('audit rows'),
  checkpointLines: table('checkpoint lines'),
  messages: table('messages'),
  claims: table('claims'),
  consumed: table('consumed messages'),
  signIns: emptyAccountTables(),
  membership: emptyMemberTables(),
  clinic: emptyClinicTables(),
  bundles: table('bundles'),
  calendarLinks: table('links to calendars'),
  certifications: table('certifications'),
  documentReveals: table('reveals of documents'),
  measures: table('measures'),
  barredIdentities: table('barred identities'),
  storedFiles: table('stored files'),
  partners: table('partners'),
  partnerKeys: table('partner keys'),
  keyUses: table('uses of keys'),
  settlements: table('settlements'),
  webhooks: emptyWebhookTables(),
  talk: emptyConversationTables(),
});

export const copyOf = (tables: Tables): Tables => ({
  nextId: tables.nextId,
  orders: tables.orders.copy(),
  holds: tables.holds.copy(),
  timers: tables.timers.copy(),
  events: tables.events.copy(),
  cancellationQuotes: tables.cancellationQuotes.copy(),
  logEntries: tables.logEntries.copy(),
  reviews: tables.reviews.copy(),
  policies: tables.policies.copy(),
  cities: tables.cities.copy(),
  hospitals: tables.hospitals.copy(),
  services: tables.services.copy(),
  escortDescriptions: tables.escortDescriptions.copy(),
  priceLists: tables.priceLists.copy(),
  quotes: tables.quotes.copy(),
  patients: tables.patients.copy(),
  patientDetails: tables.patientDetails.copy(),
  patientNames: tables.patientNames.copy(),
  invitations: tables.invitations.copy(),
  reveals: tables.reveals.copy(),
  consentDocuments: tables.consentDocuments.copy(),
  consents: tables.consents.copy(),
  escorts: tables.escorts.copy(),
  offers: tables.offers.copy(),
  payments: tables.payments.copy(),
  notices: tables.notices.copy(),
  refunds: tables.refunds.copy(),
  postings: tables.postings.copy(),
  creditLimits: tables.creditLimits.copy(),
  auditRows: tables.auditRows.copy(),
  checkpointLines: tables.checkpointLines.copy(),
  messages: tables.messages.copy(),
  claims: tables.claims.copy(),
  consumed: tables.consumed.copy(),
  signIns: copyOfAccounts(tables.signIns),
  membership: copyOfMembers(tables.membership),
  clinic: copyOfClinic(tables.clinic),
  bundles: tables.bundles.copy(),
  calendarLinks: tables.calendarLinks.copy(),
  certifications: tables.certifications.copy(),
  documentReveals: tables.documentReveals.copy(),
  measures: tables.measures.copy(),
  barredIdentities: tables.barredIdentities.copy(),
  storedFiles: tables.storedFiles.copy(),
  partners: tables.partners.copy(),
  partnerKeys: tables.partnerKeys.copy(),
  keyUses: tables.keyUses.copy(),
  settlements: tables.settlements.copy(),
  webhooks: copyOfWebhooks(tables.webhooks),
  talk: copyOfConversations(tables.talk),
});
