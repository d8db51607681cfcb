import type { AuditChains, AuditReader, CheckpointBook, Digest } from '../../audit/index.js';
import type { EscortProfile } from '../../dispatch/index.js';
import type { LedgerBooks } from '../../ledger/index.js';
import type { Member, MembershipPolicy } from '../../membership/index.js';
import type { Deliveries, OutboxRelaySource } from '../../messaging/index.js';
import type { DueTimers, StrandedOrders } from '../../orders/index.js';
import type { Patient } from '../../patients/index.js';
import type { PaymentWork } from '../../payments/index.js';
import type { City, EscortService } from '../../pricing/index.js';
import type { Pruner } from '../../retention/index.js';
import type { HospitalId } from '../../shared/ids.js';
import type { Place } from '../../shared/place.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import type { VisitPolicy } from '../../shared/visit-policy.js';
import type { VisitStores } from '../../visits/stores.js';

export type HospitalSeed = {
  readonly id: HospitalId;
  readonly cityCode: string;
  readonly name: string;
  readonly place?: Place;
};

/**
 * Puts master records in place, each in its own transaction; what is there already under the same key is replaced.
 * Cases refer only to tenants, accounts and cities that a seed has named before (the patient's grants name the family's
 * account), so an adapter with foreign keys makes those rows here.
 */
export type Seeds = {
  addCity(city: City): Promise<void>;
  addHospital(hospital: HospitalSeed): Promise<void>;
  addService(cityCode: string, service: EscortService): Promise<void>;
  addPatient(patient: Patient): Promise<void>;
  /** A first version of a membership, with the account and the policy that its period began with. */
  addMember(member: Member, policy: MembershipPolicy): Promise<void>;
  addEscort(profile: EscortProfile): Promise<void>;
  /** The first version, which is everybody's; one that is there already stays as it is. */
  publishPolicy(policy: VisitPolicy, inForceFrom: Date): Promise<void>;
};

/** What was audited, as others than its writers see it. */
export type AuditStores = {
  readonly reader: AuditReader;
  readonly chains: AuditChains;
  readonly book: CheckpointBook;
  /** The one that this adapter chains its rows with. */
  readonly digest: Digest;
};

/**
 * What an adapter gives to the contract suites. It may be empty: cases seed what they need under fresh ids, so the store
 * behind it may also be shared by all of them. Suites open it once and close it at their end.
 */
export type VisitStoresFixture = {
  readonly unitOfWork: UnitOfWork<VisitStores>;
  readonly dueTimers: DueTimers;
  readonly strandedOrders: StrandedOrders;
  readonly paymentWork: PaymentWork;
  readonly relay: OutboxRelaySource;
  readonly deliveries: Deliveries;
  readonly books: LedgerBooks;
  readonly audit: AuditStores;
  readonly pruner: Pruner;
  readonly seeds: Seeds;
  close(): Promise<void>;
};

/** Opens the adapter; called once for each suite. */
export type OpenVisitStores = () => Promise<VisitStoresFixture>;
