import type { Certification, CertificationStores, DueCertifications } from '../../certification/index.js';
import type { EscortProfile } from '../../dispatch/index.js';
import {
  type AccountId,
  type CertificationId,
  idFrom,
  type StoredFileId,
  type TenantId,
} from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import { freshId } from './fresh.js';
import { openedOnce } from './opened-once.js';

/** Services of the city of applicants, with the skills that they ask for. */
export const certifiedServices: Readonly<Record<string, readonly string[]>> = {
  'half-day': [],
  'night-nurse': ['nursing'],
};

/** Somebody who is no escort. */
export type Applicant = {
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  readonly cityCode: string;
};

/** The last day of the health certificate of `aNurseSubmission`. */
export const healthUntil = '2030-06-30';

/** What a nurse has submitted, all papers in one file. */
export const aNurseSubmission = (who: Applicant, fileId: StoredFileId, submittedAt: Date): Certification => ({
  ...{ id: idFrom<CertificationId>(freshId()), ...who, class: 'nurse', realName: '李娟' },
  practisingSince: 2015,
  documents: [
    { kind: 'identity-front', fileId, number: '11010519900307048X' },
    { kind: 'identity-back', fileId, validUntil: '2040-01-01' },
    { kind: 'professional', fileId, number: '国护-2020-0001' },
    { kind: 'health', fileId, validUntil: healthUntil },
  ],
  ...{ codeOfConduct: 1, status: 'SUBMITTED', submittedAt, version: 1 },
});

/** What an adapter gives to the contract suite of certification; cases use fresh ids, so it may be shared. */
export type CertificationsFixture = {
  readonly unitOfWork: UnitOfWork<CertificationStores>;
  readonly due: DueCertifications;
  /** Somebody who is no escort, and an open city with `certifiedServices`. */
  applicant(): Promise<Applicant>;
  /** What eligibility reads of somebody. */
  escort(
    accountId: AccountId,
  ): Promise<Pick<EscortProfile, 'certification' | 'skills' | 'services' | 'credentials'> | undefined>;
  erase(accountId: AccountId, at: Date): Promise<void>;
  close(): Promise<void>;
};

export type OpenCertifications = () => Promise<CertificationsFixture>;

/** Opens the adapter before the suite's first case and closes it after the last. */
export const openedCertifications: (open: OpenCertifications) => () => CertificationsFixture = openedOnce;
