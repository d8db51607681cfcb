import { authorizeStanding } from '../../accounts/index.js';
import { authorize, type Denied, standingRelations } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { CertificationId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { Certification, CertificationStatus } from '../certification.js';
import { certificationPolicy } from '../certification-policy.js';
import type { CertificationDeps } from './deps.js';

export const certificationStandings = ['in-force', 'suspended', 'revoked'] as const;
/** How somebody who was approved stands: at work, taken off it, or never again. */
export type CertificationStanding = (typeof certificationStandings)[number];

const statuses: Readonly<Record<CertificationStanding, readonly CertificationStatus[]>> = {
  'in-force': ['APPROVED', 'EXPIRING'],
  suspended: ['SUSPENDED'],
  revoked: ['REVOKED'],
};

/** A page of those who stand so, at an instant. */
export type StandingCertifications = {
  readonly at: Date;
  readonly certifications: readonly Certification[];
  /** After which the next page begins; nothing behind it where it is missing. */
  readonly nextAfter?: CertificationId;
};

/** Escorts of the actor's cities by how they stand, the newest submission first, fifty at a time: whom a measure may be about. */
export const makeListStanding =
  ({ unitOfWork, clock, sessionClock }: CertificationDeps) =>
  (
    actor: Person,
    { standing, after }: { readonly standing: CertificationStanding; readonly after?: CertificationId },
  ): Promise<Result<StandingCertifications, Denied>> =>
    unitOfWork.run<StandingCertifications, Denied>(async ({ register }) => {
      const operation = 'certification.list';
      const by = authorizeStanding(operation, actor, sessionClock.now());
      if (!by.ok) return by;
      const most = certificationPolicy.mostStanding;
      const page = await register.standing({
        ...{ tenantId: actor.tenantId, statuses: statuses[standing], most },
        ...(after ? { after } : {}),
      });
      const last = page.length < most ? undefined : page.at(-1);
      const certifications = page.filter(
        ({ cityCode }) => authorize(operation, actor, new Set(standingRelations(actor, cityCode))).ok,
      );
      return ok({ at: clock.now(), certifications, ...(last ? { nextAfter: last.id } : {}) });
    });
