import { type IdNumber, parseIdNumber } from '../shared/id-number.js';
import type { AccountId, CertificationId, RevealId, StoredFileId, TenantId } from '../shared/ids.js';

export const documentKinds = ['identity-front', 'identity-back', 'professional', 'health'] as const;
/** Identity card 身份证 (both sides), professional certificate 资质证书, health certificate 健康证明 (B26–B28). */
export type DocumentKind = (typeof documentKinds)[number];

export const professionalClasses = ['escort', 'care-worker', 'nurse'] as const;
/** Escort 陪诊师, care worker 养老护理员, nurse 护士: what the professional certificate says (B8). */
export type ProfessionalClass = (typeof professionalClasses)[number];

export const certificationStatuses = [
  'SUBMITTED',
  'NEEDS_INFO',
  'REJECTED',
  'APPROVED',
  'EXPIRING',
  'EXPIRED',
  'SUSPENDED',
  'REVOKED',
  'CLOSED',
] as const;
/** Where a submission stands (6.7). `CLOSED`: a later one has taken its place, or its escort was erased or revoked. */
export type CertificationStatus = (typeof certificationStatuses)[number];

/** One paper of a submission. */
export type CertifiedDocument = {
  readonly kind: DocumentKind;
  readonly fileId: StoredFileId;
  /** As it is printed, where the paper has one. */
  readonly number?: string;
  /** The last day on which it counts, `YYYY-MM-DD`, where it has one; an identity card without is a long-term one. */
  readonly validUntil?: string;
};

/** What somebody read in the registry of the issuer, and what was found about the person: reference numbers of those looks. */
export type Checks = { readonly registryCheck: string; readonly backgroundCheck: string };

/** The first of two officers who have to agree on a nurse. */
export type FirstApproval = Checks & { readonly by: AccountId; readonly at: Date };

/** What an officer has decided. */
export type Decision = {
  readonly by: AccountId;
  readonly at: Date;
  /** Told to the escort. */
  readonly reason?: string;
  /** Told to the escort, about the papers that are to come anew. */
  readonly remarks?: Readonly<Partial<Record<DocumentKind, string>>>;
  readonly checks?: Checks;
};

/** One submission of an escort's credentials. Its material never changes; a new one has a row of its own. */
export type Certification = {
  readonly id: CertificationId;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  /** Where they want to work. */
  readonly cityCode: string;
  readonly class: ProfessionalClass;
  readonly realName: string;
  /** Since which year they have done such work, by their own word; officers hold it against the papers (B5). */
  readonly practisingSince?: number;
  readonly documents: readonly CertifiedDocument[];
  /** The version of the code of conduct that was accepted with it. */
  readonly codeOfConduct: number;
  readonly status: CertificationStatus;
  readonly submittedAt: Date;
  readonly firstApproval?: FirstApproval;
  readonly decision?: Decision;
  /** Once approved: the instant at which the first of its papers counts no more. */
  readonly validUntil?: Date;
  readonly version: number;
};

/**
 * The number of the identity card that a submission is about, in its one spelling however it was typed: whoever is looked for by it is
 * found. Undefined of one that has been erased.
 */
export const identityOf = ({ documents }: Pick<Certification, 'documents'>): IdNumber | undefined => {
  const idNumber = parseIdNumber(documents.find(({ kind }) => kind === 'identity-front')?.number ?? '');
  return idNumber.ok ? idNumber.value : undefined;
};

/** That of a submission which is there: a submission without one was never taken. */
export const knownIdentityOf = (certification: Certification): IdNumber => {
  const idNumber = identityOf(certification);
  if (!idNumber) throw new Error(`certification ${certification.id} has no number of an identity card`);
  return idNumber;
};

/** That an officer looked at a paper, and why. */
export type DocumentReveal = {
  readonly id: RevealId;
  readonly tenantId: TenantId;
  readonly certificationId: CertificationId;
  readonly accountId: AccountId;
  readonly by: AccountId;
  readonly document: DocumentKind;
  readonly reason: string;
  readonly at: Date;
};
