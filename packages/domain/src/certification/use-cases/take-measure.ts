import { byPerson, type Origin, recordDone, recordRefusal } from '../../accounts/index.js';
import { admit, type Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { CertificationId } from '../../shared/ids.js';
import { ok, type Result } from '../../shared/result.js';
import type { Certification, CertificationStatus } from '../certification.js';
import type { Officer } from '../deciding.js';
import type { Measured, MeasureRefused } from '../measures.js';
import type { CertificationStores } from '../ports.js';
import type { CertificationDeps } from './deps.js';
import { keepMeasure } from './keep-measure.js';
import { permitOn } from './permit.js';

export type MeasuredCertification = {
  readonly certificationId: CertificationId;
  readonly status: CertificationStatus;
  /** Nothing has changed yet: a second administrator has to agree. */
  readonly needsSecond: boolean;
};

type Refused = Denied | MeasureRefused;
type Decide = (
  stores: CertificationStores,
  certification: Certification,
  officer: Officer,
) => Promise<Result<Measured, MeasureRefused>>;

/** One measure of an officer, with a fresh proof: decided on the locked submission, kept with its entry, and audited without its words. */
export const takeMeasure = (
  deps: CertificationDeps,
  operation: 'certification.suspend' | 'certification.lift' | 'certification.revoke',
  asked: {
    readonly actor: Person;
    readonly origin: Origin;
    readonly certificationId: CertificationId;
    readonly reason: string;
  },
  decide: Decide,
): Promise<Result<MeasuredCertification, Refused>> => {
  const { actor, origin, certificationId, reason } = asked;
  const audited = byPerson(operation, actor, origin, { kind: 'certification', id: certificationId });
  return recordRefusal<Result<MeasuredCertification, Refused>>(deps, audited, () =>
    deps.unitOfWork.run<MeasuredCertification, Refused>(async (stores) => {
      const now = deps.clock.now();
      const permitted = await permitOn(stores, operation, actor, certificationId);
      if (!permitted.ok) return permitted;
      const admitted = admit(operation, actor, deps.sessionClock.now());
      if (!admitted.ok) return admitted;
      const { certification, by } = permitted.value;
      const measured = await decide(stores, certification, { by: actor.accountId, now });
      if (!measured.ok) return measured;
      await keepMeasure(deps, stores, certification, measured.value, {
        ...{ reason, by: actor.accountId, at: now },
      });
      const { status } = measured.value.certification;
      const { kind } = measured.value.act;
      await recordDone(stores, { ...audited, actor: by }, now, { measure: kind, status });
      return ok({ certificationId, status, needsSecond: kind === 'revocation-proposed' });
    }),
  );
};
