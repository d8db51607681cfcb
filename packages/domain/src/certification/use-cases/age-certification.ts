import { recordDone } from '../../accounts/index.js';
import type { CertificationId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { CertificationStatus } from '../certification.js';
import { age } from '../certification-table.js';
import type { CertificationDeps } from './deps.js';

/** What became of a submission whose time has come: its status, or nothing where it has moved on since. */
export type AgedCertification = CertificationStatus | 'nothing due';

/**
 * K6: an approved submission begins to run out thirty days before its first paper ends, and ends with it: from then on there is no new
 * work. What an escort has accepted ends before its papers do, by the rule of eligibility. Any number of workers may try at once.
 */
export const makeAgeCertification =
  ({ platformUnitOfWork, clock }: CertificationDeps) =>
  (id: CertificationId): Promise<Result<AgedCertification, never>> =>
    platformUnitOfWork.run<AgedCertification, never>(async (stores) => {
      const now = clock.now();
      const certification = await stores.certifications.find(id);
      const aged = certification && age(certification, now);
      if (!aged || aged === certification) return ok('nothing due');
      const { status, tenantId, accountId } = aged;
      await stores.certifications.save(aged);
      if (status === 'EXPIRED') await stores.certifiedEscorts.expire(accountId);
      const object = { kind: 'certification', id } as const;
      const audited = { actor: { as: 'SYS' }, tenantId, operation: 'certification.age', object } as const;
      await recordDone(stores, audited, now, { status });
      return ok(status);
    });
