import type { Origin } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { CertificationId } from '../../shared/ids.js';
import type { Result } from '../../shared/result.js';
import { type MeasureRefused, type SuspensionTerm, suspend } from '../measures.js';
import type { CertificationDeps } from './deps.js';
import { type MeasuredCertification, takeMeasure } from './take-measure.js';

export type SuspendCertification = SuspensionTerm & {
  readonly certificationId: CertificationId;
  /** Told to the escort; at least four characters. */
  readonly reason: string;
};

/**
 * K7: takes an escort off work, with a reason and an end date or a condition (B52). There is nothing new for them as soon as this is
 * committed, and what they have accepted and not begun goes back to the search.
 */
export const makeSuspendCertification =
  (deps: CertificationDeps) =>
  (
    actor: Person,
    origin: Origin,
    command: SuspendCertification,
  ): Promise<Result<MeasuredCertification, Denied | MeasureRefused>> =>
    takeMeasure(
      deps,
      'certification.suspend',
      { actor, origin, ...command },
      async (_, certification, officer) => suspend(certification, command, officer),
    );
