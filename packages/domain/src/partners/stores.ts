import type { AuditTrail } from '../audit/index.js';
import type { CreditLines, Ledger } from '../ledger/index.js';
import type { IdempotencyStore } from '../shared/idempotency.js';
import type { HospitalRegister, PartnerKeyStore, PartnerStore, SettlementStore } from './ports.js';

/** Everything that one transaction about partners may touch. */
export type PartnerStores = {
  readonly partners: PartnerStore;
  readonly partnerKeys: PartnerKeyStore;
  readonly catalogue: HospitalRegister;
  readonly creditLines: CreditLines;
  readonly settlements: SettlementStore;
  readonly ledger: Ledger;
  readonly idempotency: IdempotencyStore;
  readonly audit: AuditTrail;
};
