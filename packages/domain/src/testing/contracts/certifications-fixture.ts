import type { CertificationStores, DueCertifications } from '../../certification/index.js';
import type { EscortProfile } from '../../dispatch/index.js';
import type { AccountId, TenantId } from '../../shared/ids.js';
import type { UnitOfWork } from '../../shared/unit-of-work.js';
import { openedOnce } from './opened-once.js';

/** Services of the city of applicants, with the skills that they ask for. */
export const certifiedServices: Readonly<Record<string, readonly string[]>> = {
  'half-day': [],
  'night-nurse': ['nursing'],
};

/** What an adapter gives to the contract suite of certification; cases use fresh ids, so it may be shared. */
export type CertificationsFixture = {
  readonly unitOfWork: UnitOfWork<CertificationStores>;
  readonly due: DueCertifications;
  /** Somebody who is no escort, and an open city with `certifiedServices`. */
  applicant(): Promise<{
    readonly tenantId: TenantId;
    readonly accountId: AccountId;
    readonly cityCode: string;
  }>;
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
