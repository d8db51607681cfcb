import type { AuditTrail } from '../audit/index.js';
import type { HospitalRegister, PartnerStore } from '../partners/index.js';
import type { ClinicSystemId } from '../shared/ids.js';
import type { SigningSecretStore } from '../webhooks/index.js';
import type { ClinicSystemStore } from './ports.js';

/** Everything that one transaction about systems of clinics may touch. */
export type ClinicSystemStores = {
  readonly systems: ClinicSystemStore;
  readonly systemSecrets: SigningSecretStore<ClinicSystemId>;
  readonly partners: Pick<PartnerStore, 'find' | 'lock'>;
  readonly catalogue: HospitalRegister;
  readonly audit: AuditTrail;
};
