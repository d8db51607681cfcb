import type { AuditTrail } from '../audit/index.js';
import type { CreditLines } from '../ledger/index.js';
import type { HospitalRegister, PartnerKeyStore, PartnerStore } from './ports.js';

/** Everything that one transaction about partners may touch. */
export type PartnerStores = {
  readonly partners: PartnerStore;
  readonly partnerKeys: PartnerKeyStore;
  readonly catalogue: HospitalRegister;
  readonly creditLines: CreditLines;
  readonly audit: AuditTrail;
};
