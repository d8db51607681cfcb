import type { AccountStore } from '../accounts/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { ConsentStore } from '../consents/index.js';
import type { InvitationStore, PatientRegister, PatientStore, ProxyStore, RevealStore } from './ports.js';

/** Everything that one transaction about patients may touch. */
export type PatientStores = {
  readonly patients: Pick<PatientStore, 'find' | 'details' | 'saveDetails'>;
  readonly register: PatientRegister;
  readonly proxies: ProxyStore;
  readonly invitations: InvitationStore;
  readonly reveals: RevealStore;
  readonly consents: ConsentStore;
  readonly accounts: Pick<AccountStore, 'find' | 'findByPhone'>;
  readonly audit: AuditTrail;
};
