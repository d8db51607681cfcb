import type { AccountStores } from '@banzhen/domain/accounts';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { postgresAuditTrail } from '../audit/postgres-audit-trail.js';
import { transact } from '../postgres-unit-of-work.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { postgresAccounts } from './postgres-accounts.js';
import { postgresChallenges, postgresQuotas, postgresTickets } from './postgres-challenges.js';
import { postgresCredentials, postgresIdentityLinks } from './postgres-credentials.js';
import { postgresErasure } from './postgres-erasure.js';
import { postgresSanctions } from './postgres-sanctions.js';
import { postgresSessions } from './postgres-sessions.js';
import { postgresStaffGrants } from './postgres-staff-grants.js';

const accountStores = (on: SealedDatabase): AccountStores => ({
  accounts: postgresAccounts(on),
  credentials: postgresCredentials(on),
  challenges: postgresChallenges(on),
  tickets: postgresTickets(on.db),
  sessions: postgresSessions(on.db),
  staffGrants: postgresStaffGrants(on.db),
  sanctions: postgresSanctions(on),
  identityLinks: postgresIdentityLinks(on.db),
  quotas: postgresQuotas(on),
  erasure: postgresErasure(on),
  audit: postgresAuditTrail(on.db),
});

/** Transactions about accounts, READ COMMITTED: counters and single uses are guarded statements (5.10). */
export const postgresAccountUnitOfWork = ({ db, sealer }: SealedDatabase): UnitOfWork<AccountStores> => ({
  run: (work) => transact(db, (tx) => work(accountStores({ db: tx, sealer }))),
});
