import type { CertificationStores } from '@banzhen/domain/certification';
import type { UnitOfWork } from '@banzhen/domain/shared/unit-of-work';
import { postgresAuditTrail } from '../audit/postgres-audit-trail.js';
import { postgresIdempotency } from '../messaging/postgres-idempotency.js';
import { transact } from '../postgres-unit-of-work.js';
import type { SealedDatabase } from '../sealing/sealed-database.js';
import {
  postgresCertificationRegister,
  postgresCertifications,
  postgresDocumentReveals,
} from './postgres-certifications.js';
import { postgresCertifiedEscorts } from './postgres-certified-escorts.js';
import { postgresFiles } from './postgres-files.js';
import { postgresIdentityRegister } from './postgres-identity-register.js';
import { postgresMeasures } from './postgres-measures.js';
import { postgresMissedVisits } from './postgres-missed-visits.js';

const certificationStores = (on: SealedDatabase): CertificationStores => ({
  certifications: postgresCertifications(on),
  certifiedEscorts: postgresCertifiedEscorts(on),
  register: postgresCertificationRegister(on),
  documentReveals: postgresDocumentReveals(on),
  measures: postgresMeasures(on),
  identities: postgresIdentityRegister(on),
  missedVisits: postgresMissedVisits(on.db),
  files: postgresFiles(on),
  idempotency: postgresIdempotency(on.db),
  audit: postgresAuditTrail(on.db),
});

/** Transactions about credentials, READ COMMITTED: whoever submits holds the account, and whoever reviews the submission. */
export const postgresCertificationUnitOfWork = ({
  db,
  sealer,
}: SealedDatabase): UnitOfWork<CertificationStores> => ({
  run: (work) => transact(db, (tx) => work(certificationStores({ db: tx, sealer }))),
});
