import type { Origin } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { CertificationId } from '../../shared/ids.js';
import type { Result } from '../../shared/result.js';
import { liftSuspension, type MeasureRefused } from '../measures.js';
import type { CertificationDeps } from './deps.js';
import { type MeasuredCertification, takeMeasure } from './take-measure.js';

export type LiftSuspension = {
  readonly certificationId: CertificationId;
  /** Which training was done, when and with whom; at least four characters, told to the escort. */
  readonly training: string;
};

/** K8: lets a suspended escort work again, with a record of the training that was done (B52). Orders that went back stay where they are. */
export const makeLiftSuspension =
  (deps: CertificationDeps) =>
  (
    actor: Person,
    origin: Origin,
    { certificationId, training }: LiftSuspension,
  ): Promise<Result<MeasuredCertification, Denied | MeasureRefused>> =>
    takeMeasure(
      deps,
      'certification.lift',
      { actor, origin, certificationId, reason: training },
      async (_, certification, officer) => liftSuspension(certification, training, officer),
    );
