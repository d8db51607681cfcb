import { authorizeStanding } from '../../accounts/index.js';
import { authorize, type Denied, standingRelations } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { CertificationId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { Certification } from '../certification.js';
import { certificationPolicy } from '../certification-policy.js';
import { liveProposal, type Measure, type Proposal } from '../measures.js';
import type { CertificationDeps } from './deps.js';
import { permitOn } from './permit.js';

/** An escort's own newest submission, whether a new one is no way back, and the measure that says so. */
export type OwnStanding = {
  readonly newest?: Certification;
  readonly isBarred: boolean;
  readonly measure?: Measure;
};

/** A submission with what was done about it, as far as it was told. */
export type KeptCertification = {
  readonly certification: Certification;
  readonly measures: readonly Measure[];
};

const isTold = ({ act }: Measure): boolean => act.kind !== 'revocation-proposed';

/** Where the caller's own credentials stand; nothing where none were ever submitted (K1). */
export const makeReadOwnCertification =
  ({ unitOfWork, sessionClock }: CertificationDeps) =>
  (actor: Person): Promise<Result<OwnStanding, Denied>> =>
    unitOfWork.run<OwnStanding, Denied>(async ({ certifications, certifiedEscorts, measures }) => {
      const by = authorizeStanding('certification.read-own', actor, sessionClock.now());
      if (!by.ok) return by;
      const [newest] = await certifications.ofAccount(actor.accountId, 1);
      const escort = await certifiedEscorts.find(actor.accountId);
      const isBarred = newest?.status === 'REVOKED' || (escort?.isBarred ?? false);
      const told = (await measures.ofAccount(actor.accountId)).find(isTold);
      const measure = isBarred ? told : undefined;
      return ok({ ...(newest ? { newest } : {}), isBarred, ...(measure ? { measure } : {}) });
    });

/** All that the caller has submitted, the newest first, with the measures that they were told of, for their own copy (PIPL 45). */
export const makeListOwnCertifications =
  ({ unitOfWork, sessionClock }: CertificationDeps) =>
  (actor: Person): Promise<Result<readonly KeptCertification[], Denied>> =>
    unitOfWork.run<readonly KeptCertification[], Denied>(async ({ certifications, measures }) => {
      const by = authorizeStanding('certification.read-own', actor, sessionClock.now());
      if (!by.ok) return by;
      const own = await certifications.ofAccount(actor.accountId, certificationPolicy.mostListed);
      const told = (await measures.ofAccount(actor.accountId)).filter(isTold);
      return ok(
        own.map((certification) => ({
          certification,
          measures: told.filter(({ certificationId }) => certificationId === certification.id),
        })),
      );
    });

/** What waits, as it stood at an instant: whether a review is late follows from it. */
export type WaitingCertifications = { readonly at: Date; readonly certifications: readonly Certification[] };

/** What waits for a review in the actor's cities, the longest wait first. */
export const makeListCertifications =
  ({ unitOfWork, clock, sessionClock }: CertificationDeps) =>
  (actor: Person): Promise<Result<WaitingCertifications, Denied>> =>
    unitOfWork.run<WaitingCertifications, Denied>(async (stores) => {
      const operation = 'certification.list';
      const by = authorizeStanding(operation, actor, sessionClock.now());
      if (!by.ok) return by;
      const waiting = await stores.certifications.waiting(actor.tenantId, certificationPolicy.mostListed);
      const certifications = waiting.filter(
        ({ cityCode }) => authorize(operation, actor, new Set(standingRelations(actor, cityCode))).ok,
      );
      return ok({ at: clock.now(), certifications });
    });

export type SeenCertification = {
  readonly at: Date;
  readonly certification: Certification;
  /** What was done about the escort's qualification, the newest first. */
  readonly measures: readonly Measure[];
  /** The first administrator's word for a revocation, while it counts. */
  readonly proposal?: Proposal;
  /** Submissions with the same identity by other accounts that are in force or suspended. */
  readonly elsewhere: readonly CertificationId[];
};

/** One submission as its reviewers see it, with what was done about the escort and where else the same identity is. */
export const makeReadCertification =
  ({ unitOfWork, clock }: CertificationDeps) =>
  (
    actor: Person,
    { certificationId }: { readonly certificationId: CertificationId },
  ): Promise<Result<SeenCertification, Denied>> =>
    unitOfWork.run<SeenCertification, Denied>(async (stores) => {
      const permitted = await permitOn(stores, 'certification.read', actor, certificationId);
      if (!permitted.ok) return permitted;
      const { certification } = permitted.value;
      const at = clock.now();
      const measures = await stores.measures.ofAccount(certification.accountId);
      const proposal = liveProposal(certification, measures, at);
      const elsewhere = await stores.identities.elsewhere(certification);
      return ok({ at, certification, measures, ...(proposal ? { proposal } : {}), elsewhere });
    });
