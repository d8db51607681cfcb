import type { AuditTrail } from '../audit/index.js';
import type {
  AccountStore,
  ChallengeStore,
  CredentialStore,
  ErasureStore,
  IdentityLinkStore,
  QuotaStore,
  SanctionStore,
  SessionStore,
  StaffGrantStore,
  TicketStore,
} from './ports.js';

/** Everything that one transaction about accounts may touch. */
export type AccountStores = {
  readonly accounts: AccountStore;
  readonly credentials: CredentialStore;
  readonly challenges: ChallengeStore;
  readonly tickets: TicketStore;
  readonly sessions: SessionStore;
  readonly staffGrants: StaffGrantStore;
  readonly sanctions: SanctionStore;
  readonly identityLinks: IdentityLinkStore;
  readonly quotas: QuotaStore;
  readonly erasure: ErasureStore;
  readonly audit: AuditTrail;
};
