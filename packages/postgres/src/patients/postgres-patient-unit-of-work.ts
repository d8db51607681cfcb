import type { PatientStores } from '@banzhen/domain/patients';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { postgresAccounts } from '../accounts/postgres-accounts.js';
import { postgresAuditTrail } from '../audit/postgres-audit-trail.js';
import { transact } from '../postgres-unit-of-work.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import { postgresConsents } from './postgres-consents.js';
import { postgresInvitations, postgresReveals } from './postgres-invitations.js';
import { postgresPatientRegister, postgresProxies } from './postgres-patient-register.js';
import { postgresPatients } from './postgres-patients.js';

const patientStores = (on: SealedDatabase): PatientStores => ({
  patients: postgresPatients(on),
  register: postgresPatientRegister(on),
  proxies: postgresProxies(on),
  invitations: postgresInvitations(on),
  reveals: postgresReveals(on),
  consents: postgresConsents(on.db),
  accounts: postgresAccounts(on),
  audit: postgresAuditTrail(on.db),
});

/** Transactions about patients, READ COMMITTED: whoever changes grants holds the patient's row (5.10). */
export const postgresPatientUnitOfWork = ({ db, sealer }: SealedDatabase): UnitOfWork<PatientStores> => ({
  run: (work) => transact(db, (tx) => work(patientStores({ db: tx, sealer }))),
});
