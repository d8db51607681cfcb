import type { Origin } from '../../accounts/index.js';
import type { Denied } from '../../policy/index.js';
import type { Person } from '../../shared/actor.js';
import type { CertificationId } from '../../shared/ids.js';
import type { Result } from '../../shared/result.js';
import { type MeasureRefused, type RevocationCause, revoke } from '../measures.js';
import type { CertificationDeps } from './deps.js';
import { type MeasuredCertification, takeMeasure } from './take-measure.js';

export type RevokeCertification = {
  readonly certificationId: CertificationId;
  readonly cause: RevocationCause;
  /** At least four characters; the second administrator's is told to the escort. */
  readonly reason: string;
};

/**
 * K9: ends an escort's qualification for ever, by two administrators within a week. The first call keeps a proposal and changes nothing;
 * the second, by another administrator, revokes: no work from then on, and the identity is taken by no account of the tenant again.
 */
export const makeRevokeCertification =
  (deps: CertificationDeps) =>
  (
    actor: Person,
    origin: Origin,
    command: RevokeCertification,
  ): Promise<Result<MeasuredCertification, Denied | MeasureRefused>> =>
    takeMeasure(
      deps,
      'certification.revoke',
      { actor, origin, ...command },
      async ({ measures }, certification, officer) =>
        revoke(certification, command, await measures.ofAccount(certification.accountId), officer),
    );
