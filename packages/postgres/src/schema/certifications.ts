import type {
  CertificationStatus,
  CertifiedDocument,
  DocumentKind,
  MeasureAct,
  ProfessionalClass,
  RevocationCause,
} from '@banzhen/domain/certification';
import type { StoredMediaType } from '@banzhen/domain/files';
import type {
  AccountId,
  CertificationId,
  MeasureId,
  RevealId,
  StoredFileId,
  TenantId,
} from '@banzhen/domain/shared/ids';
import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns.js';

export const storedFiles = pgTable('stored_file', {
  id: uuid('id').$type<StoredFileId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  mediaType: text('media_type').$type<StoredMediaType>().notNull(),
  bytes: integer('bytes').notNull(),
  storedAt: instant('stored_at').notNull(),
});

export const storedFileParts = pgTable(
  'stored_file_part',
  {
    fileId: uuid('file_id').$type<StoredFileId>().notNull(),
    no: integer('no').notNull(),
    contentSealed: bytes('content_sealed').notNull(),
  },
  (part) => [primaryKey({ columns: [part.fileId, part.no] })],
);

export const certifications = pgTable('certification', {
  id: uuid('id').$type<CertificationId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  cityCode: text('city_code').notNull(),
  class: text('class').$type<ProfessionalClass>().notNull(),
  status: text('status').$type<CertificationStatus>().notNull(),
  materialSealed: bytes('material_sealed').notNull(),
  /** Without numbers, which are sealed. */
  documents: jsonb('documents').$type<readonly CertifiedDocument[]>().notNull(),
  codeOfConduct: integer('code_of_conduct').notNull(),
  submittedAt: instant('submitted_at').notNull(),
  firstApprovedByAccount: uuid('first_approved_by_account').$type<AccountId>(),
  firstApprovedAt: instant('first_approved_at'),
  decidedByAccount: uuid('decided_by_account').$type<AccountId>(),
  decidedAt: instant('decided_at'),
  reviewSealed: bytes('review_sealed'),
  validUntil: instant('valid_until'),
  version: integer('version').notNull(),
  identityIndex: bytes('identity_index'),
});

export const certificationMeasures = pgTable('certification_measure', {
  id: uuid('id').$type<MeasureId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  certificationId: uuid('certification_id').$type<CertificationId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  kind: text('kind').$type<MeasureAct['kind']>().notNull(),
  cause: text('cause').$type<RevocationCause>(),
  byAccount: uuid('by_account').$type<AccountId>(),
  proposedByAccount: uuid('proposed_by_account').$type<AccountId>(),
  until: instant('until'),
  wordsSealed: bytes('words_sealed').notNull(),
  at: instant('at').notNull(),
});

export const barredIdentities = pgTable(
  'barred_identity',
  {
    tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
    identityIndex: bytes('identity_index').notNull(),
    certificationId: uuid('certification_id').$type<CertificationId>().notNull(),
    barredAt: instant('barred_at').notNull().defaultNow(),
  },
  (identity) => [primaryKey({ columns: [identity.tenantId, identity.identityIndex] })],
);

export const certificationReveals = pgTable('certification_reveal', {
  id: uuid('id').$type<RevealId>().primaryKey(),
  tenantId: uuid('tenant_id').$type<TenantId>().notNull(),
  certificationId: uuid('certification_id').$type<CertificationId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  byAccount: uuid('by_account').$type<AccountId>().notNull(),
  document: text('document').$type<DocumentKind>().notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  at: instant('at').notNull(),
});
